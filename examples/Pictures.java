import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Writes sixteen pictures for who has none at hand: {@code java Pictures.java photos}. Cats are red, above; dogs are blue, below. */
public final class Pictures {

    private Pictures() {}

    public static void main(String[] arguments) throws IOException {
        for (int i = 0; i < 8; i++) {
            write(new File(arguments[0], "cat/" + i + ".png"), Color.RED, 6 * i, 2);
            write(new File(arguments[0], "dog/" + i + ".png"), Color.BLUE, 6 * i, 50);
        }
    }

    private static void write(File file, Color color, int x, int y) throws IOException {
        BufferedImage picture = new BufferedImage(80, 72, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = picture.createGraphics();
        canvas.setColor(Color.DARK_GRAY);
        canvas.fillRect(0, 0, 80, 72);
        canvas.setColor(color);
        canvas.fillRect(x, y, 20, 20);
        canvas.dispose();
        file.getParentFile().mkdirs();
        ImageIO.write(picture, "png", file);
    }
}
