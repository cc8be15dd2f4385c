"""What operative paragraphs ask for: the acts, who is asked, what is asked. Words are in ``requests.yml``."""
