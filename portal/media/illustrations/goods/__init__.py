"""What the pictures of products show: each module draws one kind of goods, in the middle of the sheet."""
