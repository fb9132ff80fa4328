package io.github.sknet.datasets.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names of images as annotations have them. */
class ImageFinderTest {
    private static final ImageFinder FINDER = new ImageFinder(List.of(
            "images/0.jpg",
            "images/a b.JPG",
            "images/c.webp",
            "train/1.jpg",
            "val/1.jpg",
            "x/2.png",
            "y/2.png",
            "x/3.png",
            "x/3.jpg"));

    @ParameterizedTest
    @CsvSource({
        "0.jpg, images/0.jpg",
        "./images/0.jpg, images/0.jpg",
        "../images/0.jpg, images/0.jpg",
        "/home/me/set/images/0.jpg, images/0.jpg",
        "D:\\data\\images\\0.jpg, images/0.jpg",
        "images//0.jpg, images/0.jpg",
        "0.JPG, images/0.jpg",
        "0, images/0.jpg",
        "0.png, images/0.jpg",
        "a%20b.jpg, images/a b.JPG",
        "c.jpg, images/c.webp",
        "val/1.jpg, val/1.jpg",
        "old/y/2.png, y/2.png",
        "3.jpg, x/3.jpg"
    })
    void whateverTheWritingTheImageIsFound(String written, String image) {
        assertEquals(List.of(image), FINDER.find(written, "annotations/all.json"));
    }

    @Test
    void nearerImagesAreMeantElseItIsUnclear() {
        assertEquals(List.of("train/1.jpg"), FINDER.find("1.jpg", "train/_annotations.coco.json"));
        assertEquals(List.of("y/2.png"), FINDER.find("2.png", "y/2.xml"));
        assertEquals(List.of("x/2.png", "y/2.png"), FINDER.find("2.png", "annotations/all.json"));
        assertEquals(List.of(), FINDER.find("4.png", "annotations/all.json"));
    }

    /** An image of another part with the same name is another image. */
    @Test
    void partsAreNotMixedUp() {
        ImageFinder finder = new ImageFinder(List.of("val2017/7.jpg"));
        assertEquals(List.of(), finder.find("train2017/7.jpg", "annotations/all.json"));
        assertEquals(List.of("val2017/7.jpg"), finder.find("val2017/7.jpg", "annotations/all.json"));
    }
}
