"""What a run has to do, and what is kept between runs: plan, fingerprint, partitions."""
