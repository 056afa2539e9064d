"""The dialogue with a person, from the welcome to the finish; it knows a `Face`, never a terminal."""
