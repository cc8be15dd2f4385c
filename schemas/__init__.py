"""What the published tables mean: columns, keys, checks and rules, written once and rendered everywhere."""
