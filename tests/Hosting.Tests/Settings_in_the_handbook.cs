using System.Text;
using Workers.Hosting.Settings;
using Workers.Support;

namespace Workers.Hosting.Tests;

/// <summary>
/// The table of settings in <c>docs/operations.md</c> is made from <see cref="WorkersOptions"/>:
/// <c>WORKERS_APPROVE=1</c> writes it.
/// </summary>
public class Settings_in_the_handbook
{
    private const string Begin = "<!-- settings: made by tests/Hosting.Tests, WORKERS_APPROVE=1 -->\n";
    private const string End = "<!-- end of settings -->\n";
    private static readonly string Handbook = Path.Combine(SharedCases.Root, "docs", "operations.md");

    [Fact]
    public void The_table_is_the_one_in_the_code()
    {
        var page = File.ReadAllText(Handbook);
        var begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = page.IndexOf(End, StringComparison.Ordinal);
        var table = Table();
        if (Environment.GetEnvironmentVariable("WORKERS_APPROVE") == "1")
        {
            page = page[..begin] + table + page[end..];
            File.WriteAllText(Handbook, page);
            end = begin + table.Length;
        }
        Assert.Equal(page[begin..end], table);
    }

    private static string Table()
    {
        var table = new StringBuilder("| setting | what | if not set | read by | meaning |\n|---|---|---|---|---|\n");
        foreach (var (_, setting) in SettingsReader.Table)
        {
            var what = SettingText.Expected(setting);
            var absent = setting.Required ? "does not start" : setting.Default ?? "–";
            table.Append($"| `{setting.Name}` | {what} | {absent} | {ReadBy(setting)} | {setting.Meaning} |\n");
        }
        return table.ToString();
    }

    private static string ReadBy(SettingAttribute setting) => string.Join(", ", Enum.GetValues<WorkersProcess>()
        .Where(x => setting.Processes.HasFlag(x))
        .Select(x => x == WorkersProcess.Command ? "`workers`" : x.ToString().ToLowerInvariant()));
}
