"""What the dates and the status of law mean for a district: values in, problems out. The day is always told."""
