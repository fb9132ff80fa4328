package io.github.sknet.runtime.program;

/**
 * One method an operation.
 *
 * @param <R> what a visit returns
 */
public interface OperationVisitor<R> {

    R visitConvolve(Operation.Convolve op);

    R visitSumGroups(Operation.SumGroups op);

    R visitAffine(Operation.Affine op);

    R visitSum(Operation.Sum op);

    R visitApply(Operation.Apply op);

    R visitSlope(Operation.Slope op);

    R visitAcrossChannels(Normalisation.AcrossChannels op);

    R visitNormaliseGroups(Normalisation.NormaliseGroups op);

    R visitLargestUnder(Operation.LargestUnder op);

    R visitMeanUnder(Operation.MeanUnder op);

    R visitMean(Operation.Mean op);

    R visitMeanOfSums(Operation.MeanOfSums op);

    R visitAttend(Selection.Attend op);

    R visitMix(Selection.Mix op);

    R visitScale(Operation.Scale op);

    R visitProduct(Operation.Product op);

    R visitScalePixels(Operation.ScalePixels op);

    R visitSurround(Rearrangement.Surround op);

    R visitWiden(Rearrangement.Widen op);

    R visitDeepen(Rearrangement.Deepen op);

    R visitWeave(Rearrangement.Weave op);

    R visitResample(Operation.Resample op);

    R visitRoute(Operation.Route op);
}
