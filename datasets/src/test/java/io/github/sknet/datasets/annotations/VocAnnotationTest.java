package io.github.sknet.datasets.annotations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.DatasetException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile XML. */
class VocAnnotationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE annotation [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><annotation><object><name>&x;</name>"
                        + "</object></annotation>",
                "<!DOCTYPE lolz [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;\">]><annotation>&b;</annotation>",
                "<annotation>&undefined;</annotation>",
                "<annotation><object>",
                "<html></html>",
                "",
                "\u0000\u0001\u0002"
            })
    void hostileFilesAreRefusedByName(String content) {
        DatasetException refused = assertThrows(
                DatasetException.class,
                () -> VocAnnotation.read(content.getBytes(StandardCharsets.UTF_8), "hostile.xml"));
        assertTrue(refused.getMessage().startsWith("hostile.xml "), refused.getMessage());
    }

    @Test
    void deepNestingIsRefused() {
        ByteArrayOutputStream deep = new ByteArrayOutputStream();
        deep.writeBytes("<annotation>".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        String message = assertThrows(DatasetException.class, () -> VocAnnotation.read(deep.toByteArray(), "deep.xml"))
                .getMessage();
        assertEquals("deep.xml has elements nested more than 32 deep, unlike VOC annotations", message);
    }
}
