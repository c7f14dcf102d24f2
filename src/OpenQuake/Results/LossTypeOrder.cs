namespace Workers.OpenQuake.Results;

/// <summary>
/// The engine numbers loss types in a fixed list (risklib/scientific.py: <c>LOSSTYPE</c>) and sorts rows by that
/// number.
/// </summary>
internal static class LossTypeOrder
{
    private static readonly string[] Order = """
        business_interruption contents nonstructural structural
        occupants occupants_day occupants_night occupants_transit
        structural+nonstructural structural+contents nonstructural+contents structural+nonstructural+contents
        structural+nonstructural_ins structural+contents_ins nonstructural+contents_ins
        structural+nonstructural+contents_ins
        structural_ins nonstructural_ins reinsurance claim area number residents
        structural+business_interruption nonstructural+business_interruption contents+business_interruption
        structural+nonstructural+business_interruption structural+contents+business_interruption
        nonstructural+contents+business_interruption structural+nonstructural+contents+business_interruption
        contents_ins business_interruption_ins
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Place of a loss type; what the list does not have comes last.</summary>
    public static int PlaceOf(string lossType)
    {
        var place = Array.IndexOf(Order, lossType);
        // Not an error: the order is for people and comparisons only.
        return place >= 0 ? place : Order.Length;
    }
}
