using Workers.Errors;
using Workers.Risk.Vulnerability;

namespace Workers.Risk.Assets;

/// <summary>A risk function with the weight that the taxonomy mapping gives it.</summary>
public readonly record struct Weighted<T>(T Function, double Weight);

/// <summary>Finds the risk functions of the taxonomies that a job uses.</summary>
public static class FunctionsByTaxonomy
{
    /// <summary>
    /// Functions of each taxonomy, by position in <see cref="AssetCollection.Taxonomies"/>; empty for those without
    /// assets.
    /// </summary>
    /// <param name="assets">The assets.</param>
    /// <param name="mapping">Taxonomy mapping.</param>
    /// <param name="lossType">Loss type.</param>
    /// <param name="functions">Functions of the loss type by risk id.</param>
    /// <exception cref="InputException">
    /// A taxonomy has no function, or its mapping names one that does not exist.
    /// </exception>
    public static Weighted<T>[][] Resolve<T>(
        AssetCollection assets, TaxonomyMapping mapping, string lossType, IReadOnlyDictionary<string, T> functions)
    {
        var resolved = new Weighted<T>[assets.Taxonomies.Length][];
        Array.Fill(resolved, []);
        var missing = new List<string>();
        // Taxonomies that no asset has need no function.
        foreach (var t in assets.TaxonomyIndices.Distinct().Order())
        {
            var taxonomy = assets.Taxonomies[t];
            var mapped = mapping.For(lossType, taxonomy);
            if (mapped.Count == 0 || (mapping.IsIdentity && !functions.ContainsKey(taxonomy)))
                // Collected, so that one error names them all.
                missing.Add(taxonomy);
            else
            {
                resolved[t] = [.. mapped.Select(m =>
                    new Weighted<T>(Find(functions, m.RiskId, taxonomy, lossType), m.Weight))];
            }
        }
        if (missing.Count > 0)
        {
            throw TaxonomyErrors.TaxonomiesWithoutFunction(
                lossType,
                missing,
                mapping.IsIdentity ? "a function" : "a row of the taxonomy mapping",
                functions.Keys.Order(StringComparer.Ordinal));
        }
        return resolved;
    }

    private static T Find<T>(
        IReadOnlyDictionary<string, T> functions,
        string riskId,
        string taxonomy,
        string lossType) =>
        functions.TryGetValue(riskId, out var function) ? function
        : throw TaxonomyErrors.MappedToNothing(
            taxonomy,
            riskId,
            lossType,
            functions.Keys.Order(StringComparer.Ordinal));
}
