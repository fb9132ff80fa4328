package io.github.sknet.train.module;

import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.Size;
import io.github.sknet.train.torch.Device;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A map at another height and width: by libtorch's own operations where they have the coordinates, else axis by axis by picking
 * pixels and, between them, interpolating.
 *
 * @param op which
 */
record Resizing(Resize op) implements Step {

    @Override
    public Tensor run(Tensor[] inputs, Pass pass) {
        Tensor map = inputs[0].dim() == 2 ? StepCompiler.perChannel(inputs[0]) : inputs[0];
        Size size = op.extent().of(shape(map), shape(inputs[inputs.length - 1]));
        if (!BuiltInResizing.covers(op)) {
            double rowStep = op.extent().rowStep((int) map.size(2), size.height());
            double columnStep = op.extent().columnStep((int) map.size(3), size.width());
            return along(3, along(2, map, rowStep, size.height()), columnStep, size.width());
        }
        long[] extents = StepCompiler.extents(size);
        DoubleOptional bySize = new DoubleOptional();
        boolean corners = op.coordinates() == Resize.Coordinates.ALIGN_CORNERS;
        return op.mode() == Resize.Mode.NEAREST
                ? torch.upsample_nearest2d(map, extents, bySize, bySize)
                : torch.upsample_bilinear2d(map, extents, corners, bySize, bySize);
    }

    private static Shape shape(Tensor value) {
        return value.dim() == 2
                ? Shape.vector((int) value.size(1))
                : Shape.map((int) value.size(1), (int) value.size(2), (int) value.size(3));
    }

    private Tensor along(int axis, Tensor map, double step, int outputs) {
        int inputs = (int) map.size(axis);
        long[] first = new long[outputs];
        long[] second = new long[outputs];
        float[] share = new float[outputs];
        for (int i = 0; i < outputs; i++) {
            double place = op.coordinates().of(i, step, inputs, outputs);
            double at = Math.min(Math.max(0, rounded(op.mode(), place)), inputs - 1);
            first[i] = (long) at;
            second[i] = Math.min(first[i] + 1, inputs - 1);
            share[i] = (float) (at - first[i]);
        }
        Tensor picked = pick(map, axis, first);
        if (op.mode().isNearest()) {
            return picked;
        }
        Tensor shares = Device.of(map).tensor(share, outputs).to(map.scalar_type());
        return torch.lerp(picked, pick(map, axis, second), axis == 2 ? shares.unsqueeze(-1) : shares);
    }

    private static Tensor pick(Tensor map, int axis, long[] indices) {
        return map.index_select(axis, Device.of(map).tensor(indices, indices.length));
    }

    private static double rounded(Resize.Mode mode, double x) {
        return switch (mode) {
            case NEAREST -> Math.floor(x);
            case NEAREST_CEIL -> Math.ceil(x);
            case NEAREST_PREFER_FLOOR -> Math.ceil(x - 0.5);
            case NEAREST_PREFER_CEIL -> Math.floor(x + 0.5);
            case BILINEAR -> x;
        };
    }
}
