using Workers.Risk.Assets;
using Workers.Risk.Input;

namespace Workers.Risk.EventBased;

/// <summary>Losses that follow from those of other loss types, asset by asset: their total.</summary>
/// <param name="Name">E.g. <c>structural+contents</c>.</param>
/// <param name="Parts">Positions of the loss types that are summed.</param>
/// <param name="From">Their losses.</param>
internal sealed record DerivedLosses(string Name, int[] Parts, EventLosses[] From)
{
    public EventLosses Losses { get; } = new(From[0].Losses.Length);

    public void Calculate(TaxonomyBlock block) => Losses.SetSum(From, block.Start, block.End);

    public static DerivedLosses[] Of(RiskJob job, LossTypeModel[] lossTypes)
    {
        if (job.Parameters.TotalLosses is not { } total)
            return [];
        int[] parts = [.. total.Split('+').Select(part => Array.FindIndex(lossTypes, t => t.Name == part.Trim()))];
        if (parts.Contains(-1))
            throw new InputException(ErrorCode.ParameterInvalid, $"total_losses = {total} names a loss type without functions", "job.ini total_losses",
                "loss types among " + string.Join(", ", lossTypes.Select(t => t.Name)));
        return [new(total, parts, [.. parts.Select(p => lossTypes[p].Losses)])];
    }
}
