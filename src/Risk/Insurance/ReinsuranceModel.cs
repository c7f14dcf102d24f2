namespace Workers.Risk.Insurance;

/// <summary>Kinds of treaties (NRML <c>reinsuranceModel/fieldMap/field/@type</c>).</summary>
public enum TreatyKind
{
    /// <summary>Proportional (<c>prop</c>): a share of the claim, up to a maximum cession per event.</summary>
    Proportional,

    /// <summary>Excess of loss per policy (<c>wxlr</c>).</summary>
    ExcessOfLoss,

    /// <summary>Excess of loss per event (<c>catxl</c>).</summary>
    CatastropheExcessOfLoss,
}

/// <summary>A reinsurance treaty.</summary>
/// <param name="Id">Its name: a column of the policies.</param>
/// <param name="Kind">Kind.</param>
/// <param name="Deductible">What is retained before it pays; 0 for proportional ones.</param>
/// <param name="Limit">
/// Up to where it pays: maximum cession per event of proportional ones, else the limit that retentions count up to.
/// </param>
public sealed record Treaty(string Id, TreatyKind Kind, double Deductible, double Limit)
{
    /// <summary>Limit of a proportional treaty that states none, as the engine takes it.</summary>
    public const double NoLimit = 1e100;

    /// <summary>What an excess of loss treaty takes of a retention.</summary>
    public double Excess(double retention) => Math.Min(Math.Max(retention - Deductible, 0), Limit - Deductible);
}

/// <summary>A policy and its treaties.</summary>
/// <param name="Policy">Value of the asset tag <c>policy</c>.</param>
/// <param name="Deductible">Losses below it are not paid (money).</param>
/// <param name="Liability">Losses count up to here (money).</param>
/// <param name="Shares">By treaty: the share of a proportional one; 1 or 0 for the others: whether it holds.</param>
public sealed record ReinsuredPolicy(string Policy, double Deductible, double Liability, double[] Shares)
{
    /// <summary>What the policy pays of a loss, in float32 as the engine.</summary>
    public float Claim(float loss) =>
        // Terms are money here, fractions of the value in insurance_csv.
        loss < (float)Deductible ? 0 : Math.Min(loss, (float)Liability) - (float)Deductible;
}

/// <summary>Reinsurance of a portfolio (parameter <c>reinsurance_file</c>).</summary>
/// <param name="LossTypes">Loss type, or sum of loss types, that policies cover.</param>
/// <param name="Treaties">Treaties in the order that they apply.</param>
/// <param name="Policies">Policies.</param>
public sealed record ReinsuranceModel(
    string LossTypes,
    IReadOnlyList<Treaty> Treaties,
    IReadOnlyList<ReinsuredPolicy> Policies);
