"""What people decide about records: claims by name, anchors that outlive a new text, the reading of both together."""
