/** A real data set. */
module io.github.sknet.fashionmnist {
    exports io.github.sknet.fashionmnist;
}
