package io.github.sknet.explain.image;

import io.github.sknet.vision.Answer;
import io.github.sknet.vision.Attention;
import io.github.sknet.vision.image.Image;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a network's answer to one image rests on.
 *
 * @param answer to the image as it is, with its attention
 * @param seen the image as the network is given it; maps lie over it
 * @param scales the enlargements that were asked for
 * @param shares what the network chose at each of these
 * @param contributions for each unit; none where maps were not asked for
 * @param classMaps for each class and each output that has them; none where maps were not asked for, or the network ends otherwise
 * @param whatIf empty where it was not asked for
 */
public record ImageExplanation(
        Answer answer,
        Image seen,
        List<Double> scales,
        List<Attention> shares,
        List<UnitContributions> contributions,
        List<ClassMap> classMaps,
        Optional<WhatIf> whatIf) {

    public ImageExplanation {
        scales = List.copyOf(scales);
        shares = List.copyOf(shares);
        contributions = List.copyOf(contributions);
        classMaps = List.copyOf(classMaps);
    }

    /**
     * For tools: the answer's own fields; {@code seen}, the input's {@code height} and {@code width}; {@code scales}, of each its
     * {@code scale} and the {@code kernels}, as {@link Attention#toList} has them; {@code maps}, {@code classMaps} and {@code
     * whatIf} where they were asked for.
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>(answer.toMap());
        map.put("seen", Map.of("height", seen.height(), "width", seen.width()));
        List<Map<String, Object>> byScale = new ArrayList<>();
        for (int i = 0; i < scales.size(); i++) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("scale", scales.get(i));
            each.put("kernels", shares.get(i).toList());
            byScale.add(each);
        }
        map.put("scales", byScale);
        if (!contributions.isEmpty()) {
            map.put("maps", contributions.stream().map(UnitContributions::toMap).toList());
        }
        if (!classMaps.isEmpty()) {
            map.put("classMaps", classMaps.stream().map(ClassMap::toMap).toList());
        }
        whatIf.ifPresent(said -> map.put("whatIf", said.toMap()));
        return map;
    }
}
