using Workers.Errors;

namespace Workers.Operations.Jobs;

/// <summary>Parameters of job.ini as people set them on a command line: <c>name=value</c>.</summary>
public static class ParameterArguments
{
    /// <returns>Values by name, as written.</returns>
    /// <exception cref="InputException">One is no name=value, or a name is there twice.</exception>
    public static IReadOnlyDictionary<string, string> Read(IEnumerable<string> arguments)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var argument in arguments)
        {
            var equals = argument.IndexOf('=');
            if (equals <= 0) throw ParameterErrors.NotAnOverride(argument, "");
            var name = argument[..equals].Trim();
            if (!parameters.TryAdd(name, argument[(equals + 1)..].Trim())) throw ParameterErrors.SetTwice(name);
        }
        return parameters;
    }
}
