namespace Workers.OpenQuake.Results;

/// <summary>The engine numbers loss types in a fixed list (risklib/scientific.py: <c>LOSSTYPE</c>) and sorts rows by that number.</summary>
internal static class LossTypeOrder
{
    private static readonly string[] Basic = ["business_interruption", "contents", "nonstructural", "structural", "occupants"];
    private static readonly string[] Late = ["area", "number", "residents"];

    /// <summary>Place of a loss type; sums stand behind the basic types, and insured losses behind those.</summary>
    public static int Of(string lossType)
    {
        var basic = Array.IndexOf(Basic, lossType);
        if (basic >= 0)
            return basic;
        var late = Array.IndexOf(Late, lossType);
        return late >= 0 ? 200 + late : lossType.EndsWith("_ins", StringComparison.Ordinal) ? 100 + lossType.Split('+').Length : 10 + lossType.Split('+').Length;
    }
}
