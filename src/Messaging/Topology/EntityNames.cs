using System.Text.RegularExpressions;
using MassTransit;

namespace Workers.Messaging.Topology;

/// <summary>
/// Names of the exchanges that messages are published to: <c>ImportHazardRequested</c> →
/// <c>workers.import-hazard-requested</c>, <c>Fault&lt;RunRiskCalc&gt;</c> → <c>workers.fault.run-risk-calc</c>.
/// </summary>
public sealed partial class EntityNames : IEntityNameFormatter
{
    /// <inheritdoc/>
    public string FormatEntityName<T>() => Of(typeof(T));

    /// <summary>Name of the exchange of a message type.</summary>
    public static string Of(Type message) => "workers." + Kebab(message);

    private static string Kebab(Type type)
    {
        var name = type.Name.Split('`')[0];
        var own = Capital().Replace(name, "-$0").TrimStart('-').ToLowerInvariant();
        return string.Join('.', type.GetGenericArguments().Select(Kebab).Prepend(own));
    }

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]")]
    private static partial Regex Capital();
}
