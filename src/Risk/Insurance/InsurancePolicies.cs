namespace Workers.Risk.Insurance;

/// <summary>Terms of a policy, as fractions of the value of each asset.</summary>
/// <param name="Deductible">Losses below it are not paid, above it only what exceeds it.</param>
/// <param name="Limit">The loss counts up to here; not below the deductible.</param>
public readonly record struct PolicyTerms(double Deductible, double Limit)
{
    /// <summary>What the insurer pays: min(loss, limit) - deductible, or nothing below the deductible.</summary>
    public double Insured(double loss, double value) =>
        // A loss of just the deductible pays 0 either way; < is the engine's (insured_losses).
        loss < Deductible * value ? 0 : Math.Min(loss, Limit * value) - Deductible * value;
}

/// <summary>Policies for a loss type or a sum of loss types (parameter <c>insurance_csv</c>).</summary>
/// <param name="LossTypes">E.g. <c>structural</c> or <c>structural+contents</c>.</param>
/// <param name="ByPolicy">
/// Terms by value of the asset tag <c>policy</c>; assets of other policies are not insured.
/// </param>
public sealed record InsurancePolicies(string LossTypes, IReadOnlyDictionary<string, PolicyTerms> ByPolicy);
