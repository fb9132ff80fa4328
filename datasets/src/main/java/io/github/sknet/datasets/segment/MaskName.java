package io.github.sknet.datasets.segment;

import io.github.sknet.datasets.files.FileTree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an image or a mask, taken apart: what the two have in common, and what tells them apart.
 *
 * @param file its path in the tree
 * @param folders without what makes them folders of images or of masks
 * @param inMaskFolder whether one of the folders is called as those of masks are
 */
record MaskName(String file, String folders, boolean inMaskFolder) {

    private static final Pattern MASK_FOLDER =
            Pattern.compile("(?i)(.*?)[-_ ]?(annot|annotations?|labels?|masks?|trimaps?"
                    + "|SegmentationClass(Aug|Raw)?|gtFine|gtCoarse|gt|ground[-_ ]?truths?|segmentations?)");

    private static final Pattern IMAGE_FOLDER =
            Pattern.compile("(?i)(.*?)[-_ ]?(images?|imgs?|JPEGImages|leftImg8bit|inputs?)");

    private static final String LABEL_TRAIN_IDS = "_labeltrainids";

    private static final Pattern MASK_SUFFIX = Pattern.compile(
            "(?i)(_gtFine|_gtCoarse)?(_L|[-_](mask|label|gt|seg|segmentation|annotation|groundtruth|trimap)s?"
                    + "|_labelTrainIds|_labelIds)$");

    private static final Pattern MASK_PREFIX = Pattern.compile("(?i)^(mask|label|gt|seg)[-_]");

    private static final Pattern IMAGE_SUFFIX = Pattern.compile("(?i)(_leftImg8bit|_sat|_image|_img)$");

    /** As in {@code 1.jpg.png}, the mask of {@code 1.jpg}. */
    private static final Pattern IMAGE_EXTENSION = Pattern.compile("(?i)\\.(jpe?g|png|bmp|tiff?|webp)$");

    static MaskName of(String file) {
        List<String> common = new ArrayList<>();
        boolean found = false;
        String folder = FileTree.folder(file);
        for (String part : folder.isEmpty() ? new String[0] : folder.split("/")) {
            Matcher mask = MASK_FOLDER.matcher(part);
            Matcher image = IMAGE_FOLDER.matcher(part);
            String rest = part;
            if (mask.matches()) {
                found = true;
                rest = mask.group(1);
            } else if (image.matches()) {
                rest = image.group(1);
            }
            if (!rest.isEmpty()) {
                common.add(rest);
            }
        }
        return new MaskName(file, String.join("/", common), found);
    }

    boolean isPng() {
        return file.toLowerCase(Locale.ROOT).endsWith(".png");
    }

    /** Whether it tells objects apart, not classes, as Pascal VOC's {@code SegmentationObject} does. */
    boolean ofInstances() {
        return ("/" + file).matches("(?i).*/SegmentationObject/[^/]*");
    }

    boolean hasMaskSuffix() {
        return MASK_SUFFIX.matcher(FileTree.stem(file)).find();
    }

    /** A name in these folders. */
    String place(String key) {
        return folders + "/" + key;
    }

    /** What the image may be called whose mask this is, the surest first. */
    Set<String> maskKeys() {
        Set<String> keys = new LinkedHashSet<>();
        String stem = FileTree.stem(file);
        String bare = IMAGE_EXTENSION.matcher(stem).replaceFirst("");
        keys.add(stem);
        keys.add(bare);
        keys.add(IMAGE_EXTENSION
                .matcher(MASK_SUFFIX.matcher(bare).replaceFirst(""))
                .replaceFirst(""));
        keys.add(MASK_PREFIX.matcher(bare).replaceFirst(""));
        return keys;
    }

    /** What the mask of this image may be called but for a suffix, the surest first. */
    Set<String> imageKeys() {
        Set<String> keys = new LinkedHashSet<>();
        keys.add(FileTree.stem(file));
        keys.add(IMAGE_SUFFIX.matcher(FileTree.stem(file)).replaceFirst(""));
        return keys;
    }

    /** Of several masks of an image the one of the lowest rank is taken: Cityscapes has one of the classes to be learned. */
    static int rank(String mask) {
        String stem = FileTree.stem(mask).toLowerCase(Locale.ROOT);
        return stem.endsWith(LABEL_TRAIN_IDS) ? 0 : stem.endsWith("_labelids") ? 2 : 1;
    }
}
