"""Parts of the tour: colours and names of its functions, extremes, and units in a row."""
