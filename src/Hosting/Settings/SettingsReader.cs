using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Workers.Hosting.Settings;

/// <summary>Reads the settings of a process from environment variables and command line.</summary>
public static class SettingsReader
{
    /// <summary>The table: each property of <see cref="WorkersOptions"/> with its row.</summary>
    internal static IReadOnlyList<(PropertyInfo Property, SettingAttribute Setting)> Table { get; } =
        [.. typeof(WorkersOptions).GetProperties().Select(x => (x, x.GetCustomAttribute<SettingAttribute>()!))];

    /// <summary>Reads and checks all settings of a process.</summary>
    /// <exception cref="OptionsValidationException">
    /// Settings that are missing or wrong: all of them, each by its name with what would be right.
    /// </exception>
    public static WorkersOptions Read(IConfiguration configuration, WorkersProcess process)
    {
        var options = new WorkersOptions();
        // All that is wrong at once: who mends one setting after the other restarts as often.
        var failures = new List<string>();
        foreach (var (property, setting) in Table.Where(x => x.Setting.Processes.HasFlag(process)))
        {
            var text = configuration[setting.Name] is { Length: > 0 } given ? given : setting.Default;
            if (text is null && !setting.Required)
                continue;
            var value = text is null ? null : SettingText.Parse(setting, text);
            if (value is not null)
                property.SetValue(options, value);
            else
                failures.Add(Failure(setting, text));
        }
        return failures.Count == 0
            ? options
            : throw new OptionsValidationException(process.ToString(), typeof(WorkersOptions), failures);
    }

    private static string Failure(SettingAttribute setting, string? text)
    {
        var found = text is null ? "not set" : SettingText.Show(setting, text);
        return $"{setting.Name} is {found}: expected {SettingText.Expected(setting)}";
    }
}
