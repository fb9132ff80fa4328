package io.github.sknet.train.recipe;

/**
 * What becomes of gradients before an update. In a recipe's JSON these are entries of the recipe itself.
 *
 * @param accumulation steps whose gradients are added up before an update; the batch is then as many times as large
 * @param clipNorm the largest norm of all gradients; 0: no limit
 */
public record GradientSettings(int accumulation, double clipNorm) {

    public GradientSettings {
        if (accumulation < 1) {
            throw new IllegalArgumentException("A recipe's accumulation must be at least 1, not " + accumulation);
        }
        if (!(clipNorm >= 0)) {
            throw new IllegalArgumentException("A recipe's clipNorm must be at least 0, not " + clipNorm);
        }
    }
}
