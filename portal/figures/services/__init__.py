"""What is done with figures: entered, reviewed, published, corrected. Nothing is overwritten without a trace."""
