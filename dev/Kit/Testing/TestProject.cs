using Workers.Errors;

namespace Workers.Kit.Testing;

/// <summary>A project under <c>tests</c>.</summary>
/// <param name="Name">Name of its folder.</param>
/// <param name="Assembly">What it was built to.</param>
/// <param name="Alone">It starts processes of its own and wants the machine for itself.</param>
public sealed record TestProject(string Name, string Assembly, bool Alone)
{
    /// <summary>The projects of these names, or all; those that want to be alone are last.</summary>
    public static IReadOnlyList<TestProject> Choose(Checkout checkout, IReadOnlyList<string> names)
    {
        var all = Directory.GetFiles(Path.Combine(checkout.Root, "tests"), "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => name != "Support").Order(StringComparer.Ordinal)
            .Select(name => new TestProject(name, checkout.Test(name), name == "Journeys")).OrderBy(p => p.Alone).ToList();
        var unknown = names.FirstOrDefault(name => all.All(p => p.Name != name));
        if (unknown is not null)
            throw RequestErrors.UnknownName("test project", unknown, all.Select(p => p.Name), where: null);
        return names.Count == 0 ? all : [.. all.Where(p => names.Contains(p.Name))];
    }
}
