using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Workers.Cli.Printing;
using Workers.Operations.Archive;
using Workers.Operations.DeadLetters;
using Workers.Operations.Jobs;
using Workers.Operations.Logs;
using Workers.Operations.Results.Comparison;
using Workers.Operations.Why;

namespace Workers.Cli.Tests;

/// <summary>What commands print with <c>--json</c>, as tables of members.</summary>
internal static class JsonAnswers
{
    /// <summary>Null: the command prints no JSON.</summary>
    public static IReadOnlyDictionary<string, Type?> ByCommand { get; } = new Dictionary<string, Type?>
    {
        ["status"] = typeof(StatusAnswer),
        ["migrate"] = typeof(MigratedAnswer),
        ["run"] = typeof(RunAnswer),
        ["hazard add"] = typeof(AddedHazard),
        ["hazard list"] = typeof(IReadOnlyList<HazardView>),
        ["hazard show"] = typeof(HazardDetail),
        ["hazard rm"] = typeof(RemovedAnswer),
        ["model add"] = typeof(AddedModel),
        ["model list"] = typeof(IReadOnlyList<ModelView>),
        ["model show"] = typeof(ModelDetail),
        ["model rm"] = typeof(RemovedAnswer),
        ["submit"] = typeof(StartedAnswer),
        ["jobs"] = typeof(JobList),
        ["job"] = typeof(JobView),
        ["logs"] = typeof(IReadOnlyList<LogLine>),
        ["results"] = typeof(ResultAnswer),
        ["compare"] = typeof(JobComparison),
        ["rerun"] = typeof(StartedAnswer),
        ["cancel"] = typeof(JobView),
        ["retry"] = typeof(JobView),
        ["why"] = typeof(Explanation),
        ["deadletters list"] = typeof(LetterPage),
        ["deadletters groups"] = typeof(IReadOnlyList<LetterGroupView>),
        ["deadletters show"] = typeof(LetterDetail),
        ["deadletters replay"] = typeof(OperationView),
        ["deadletters edit"] = typeof(OperationView),
        ["deadletters archive"] = typeof(OperationView),
        ["deadletters restore"] = typeof(OperationView),
        ["operations"] = typeof(IReadOnlyList<OperationView>),
        ["audit"] = typeof(IReadOnlyList<AuditView>),
        ["completion"] = null,
    };

    private static readonly NullabilityInfoContext Nullability = new();

    public static string Describe(Type? type) => type is null ? "none" : NameOf(type);

    /// <summary>A table for every object, in alphabetical order.</summary>
    public static string Tables()
    {
        var objects = new SortedDictionary<string, Type>(StringComparer.Ordinal);
        foreach (var type in ByCommand.Values.OfType<Type>()) Collect(type, objects);
        var page = new StringBuilder("## JSON objects\n");
        foreach (var (name, type) in objects)
        {
            page.Append($"\n### {name}\n\n| member | |\n|---|---|\n");
            foreach (var property in PropertiesOf(type))
                page.Append($"| `{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}` | {TypeOf(property)} |\n");
        }
        return page.ToString();
    }

    private static void Collect(Type type, SortedDictionary<string, Type> objects)
    {
        var element = ElementOf(type) ?? type;
        if (!IsObject(element) || !objects.TryAdd(element.Name, element)) return;
        foreach (var property in PropertiesOf(element)) Collect(Underlying(property.PropertyType), objects);
    }

    private static IEnumerable<PropertyInfo> PropertiesOf(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetCustomAttribute<JsonIgnoreAttribute>() is null)
        .OrderBy(property => property.MetadataToken);

    private static string TypeOf(PropertyInfo property)
    {
        var isNullable = Nullable.GetUnderlyingType(property.PropertyType) is not null
            || Nullability.Create(property).ReadState == NullabilityState.Nullable;
        return NameOf(Underlying(property.PropertyType)) + (isNullable ? " or null" : "");
    }

    private static string NameOf(Type type)
    {
        if (ElementOf(type) is { } element) return $"list of {NameOf(element)}";
        if (IsObject(type)) return $"[{type.Name}](#{type.Name.ToLowerInvariant()})";
        if (type == typeof(string)) return "text";
        if (type == typeof(Guid)) return "UUID";
        if (type == typeof(bool)) return "true or false";
        if (type == typeof(DateTimeOffset)) return "time";
        return type == typeof(JsonElement) ? "JSON" : "number";
    }

    private static bool IsObject(Type type) =>
        type.IsClass && type != typeof(string) && type.Namespace!.StartsWith("Workers", StringComparison.Ordinal);

    private static Type Underlying(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static Type? ElementOf(Type type)
    {
        if (type == typeof(string)) return null;
        if (type.IsArray) return type.GetElementType();
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? type.GetGenericArguments()[0]
            : null;
    }
}
