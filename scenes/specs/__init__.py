"""What each scene can be asked for; light enough for a shell's completion to read."""
