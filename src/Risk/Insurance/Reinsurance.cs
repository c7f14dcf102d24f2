namespace Workers.Risk.Insurance;

/// <summary>How a reinsurance treaty works.</summary>
public enum TreatyKind
{
    /// <summary>Takes a fraction of each policy's claim, up to the maximum cession of an event.</summary>
    Proportional,

    /// <summary>Excess of loss by policy (WXL/R): takes what lies between deductible and limit.</summary>
    WorkingExcess,

    /// <summary>Excess of loss by event (CatXL): takes what lies between deductible and limit of the sum over its policies.</summary>
    CatastropheExcess,
}

/// <summary>A reinsurance treaty (risklib/reinsurance.py).</summary>
/// <param name="Name">Name of its column in the policies and in the outputs.</param>
/// <param name="Kind">How it works.</param>
/// <param name="MaxCessionEvent">Most that it takes in an event; only of proportional treaties.</param>
/// <param name="Deductible">Retained below it; 0 for proportional treaties.</param>
/// <param name="Limit">Taken up to here; 0 for proportional treaties.</param>
public sealed record Treaty(string Name, TreatyKind Kind, double MaxCessionEvent, double Deductible, double Limit);

/// <summary>A policy with its part in each treaty.</summary>
/// <param name="Policy">Value of the asset tag <c>policy</c>.</param>
/// <param name="Liability">Most that is paid, in units of value.</param>
/// <param name="Deductible">Losses below it are not paid, in units of value.</param>
/// <param name="Shares">By treaty: the ceded fraction for proportional ones, 1 or 0 for the others.</param>
public sealed record ReinsuredPolicy(string Policy, double Liability, double Deductible, double[] Shares);

/// <summary>Reinsurance of a loss type or a sum of loss types (parameter <c>reinsurance_file</c>).</summary>
/// <param name="LossTypes">E.g. <c>structural</c> or <c>structural+contents</c>.</param>
/// <param name="Treaties">The treaties in the order of the file.</param>
/// <param name="Policies">The policies in the order of the file.</param>
public sealed record ReinsuranceModel(string LossTypes, IReadOnlyList<Treaty> Treaties, IReadOnlyList<ReinsuredPolicy> Policies);
