"""What no reader opens: the frame of a lab, its controls, the live picture, the film."""
