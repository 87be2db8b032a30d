"""The things that the shops sell and the props beside them, each built from the drawing tools around this folder."""
