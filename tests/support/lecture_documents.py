"""What a lecture that was built consists of."""

DOCUMENTS = {
    "index.html",
    "lecture.pptx",
    "lecture.pdf",
    "handout.html",
    "handout-students.html",
}
