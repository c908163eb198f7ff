"""A press world on loopback: five outlets with real-world faces, served for demonstrations and tests."""
