from scenes.mobjects.frame import at


def test_a_place_lies_in_the_plane_of_the_frame() -> None:
    assert at(1.5, -2).tolist() == [1.5, -2, 0]
