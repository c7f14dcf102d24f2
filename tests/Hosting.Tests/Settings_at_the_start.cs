using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Workers.Errors;
using Workers.Hosting.Settings;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Engine;

namespace Workers.Hosting.Tests;

public class Settings_at_the_start
{
    private static readonly Dictionary<string, string?> Enough = new()
    {
        ["WORKERS_BROKER"] = "amqp://someone:secret@broker:5672/workers",
        ["WORKERS_ICEBOX"] = "Host=db;Database=icebox",
        ["WORKERS_ENGINE"] = "Host=db;Database=engine",
        ["WORKERS_JOBS"] = "Host=db;Database=jobs",
    };

    private static readonly WorkersProcess[] Processes =
        [WorkersProcess.Importer, WorkersProcess.Calculator, WorkersProcess.Exporter, WorkersProcess.Coordinator];

    public static TheoryData<string> Names => [.. SettingsReader.Table.Select(x => x.Setting.Name)];

    /// <summary>Any text is a path; the others are checked.</summary>
    public static TheoryData<string> NamesOfChecked =>
        [.. SettingsReader.Table.Where(x => x.Setting.Kind != SettingKind.File).Select(x => x.Setting.Name)];

    public static TheoryData<string> NamesOfRequired =>
        [.. SettingsReader.Table.Where(x => x.Setting.Required).Select(x => x.Setting.Name)];

    [Theory, MemberData(nameof(NamesOfRequired))]
    public void A_required_setting_that_is_missing_is_named_with_what_would_be_right(string name)
    {
        var failure = Assert.Single(Refuse(ProcessOf(name), name, null));

        Assert.Matches($"^{name} is not set: expected (amqp://|a connection string, Host=)", failure);
    }

    [Theory, MemberData(nameof(NamesOfChecked))]
    public void A_wrong_value_is_refused_with_the_name_of_its_setting(string name)
    {
        var failure = Assert.Single(Refuse(ProcessOf(name), name, "many"));

        Assert.Matches($"^{name} is ('many'|wrong): expected ", failure);
    }

    [Theory]
    [InlineData("WORKERS_PART_BYTES", "0", "a whole number, 1 to 1,099,511,627,776")]
    [InlineData("WORKERS_PART_BYTES", "1.5", "a whole number, 1 to 1,099,511,627,776")]
    [InlineData("WORKERS_PART_BYTES", "10 MB", "a whole number, 1 to 1,099,511,627,776")]
    [InlineData("WORKERS_MOST_ENGINE_BYTES", "-1", "a whole number, 0 or more")]
    [InlineData("WORKERS_MOST_VALUES", "1e9", "a whole number, 0 or more")]
    [InlineData("WORKERS_MOST_VALUES", "9223372036854775808", "a whole number, 0 or more")]
    [InlineData("WORKERS_SILENCE_SECONDS", "0", "a number of seconds, 1 to 31,536,000")]
    [InlineData("WORKERS_QUEUE_SECONDS", "NaN", "a number of seconds, 1 to 31,536,000")]
    [InlineData("WORKERS_INBOX_DAYS", "3651", "a number of days, 1 to 3,650")]
    [InlineData("WORKERS_HEALTH_URL", "127.0.0.1:5001", "an address to listen at, http://127.0.0.1:5001")]
    [InlineData("WORKERS_HEALTH_URL", "https://127.0.0.1:5001", "an address to listen at, http://127.0.0.1:5001")]
    public void What_is_out_of_range_is_told_its_range(string name, string value, string expected) =>
        Assert.Equal([$"{name} is '{value}': expected {expected}"], Refuse(ProcessOf(name), name, value));

    [Theory]
    [InlineData("WORKERS_BROKER", "http://someone:secret@broker")]
    [InlineData("WORKERS_BROKER", "secret")]
    [InlineData("WORKERS_ENGINE", "Host=db;Password=secret;Databse=engine")]
    [InlineData("WORKERS_ENGINE", "Password=secret")]
    public void Secrets_are_not_shown(string name, string value)
    {
        var failure = Assert.Single(Refuse(ProcessOf(name), name, value));

        Assert.StartsWith($"{name} is wrong: expected ", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        var settings = new Dictionary<string, string?>
        {
            ["WORKERS_PART_BYTES"] = "x",
            ["WORKERS_ICEBOX"] = "Host=db",
        };

        var refusal = Assert.Throws<OptionsValidationException>(() => Read(WorkersProcess.Importer, settings));

        Assert.Equal(
            ["WORKERS_BROKER", "WORKERS_ENGINE", "WORKERS_PART_BYTES"],
            refusal.Failures.Select(x => x.Split(' ')[0]));
        Assert.Equal(string.Join("; ", refusal.Failures), refusal.Message);
    }

    [Fact]
    public void Defaults_are_those_of_the_handbook()
    {
        var importer = Read(WorkersProcess.Importer, Enough);
        var coordinator = Read(WorkersProcess.Coordinator, Enough);
        var calculator = Read(WorkersProcess.Calculator, Enough);

        Assert.Null(importer.HealthUrl);
        Assert.Equal(TimeSpan.FromDays(30), importer.InboxWindow);
        Assert.Equal(33_554_432, importer.BytesPerPart);
        Assert.Null(importer.MaxEngineBytes);
        Assert.Null(importer.LimitsFile);
        Assert.Equal(new Limit(5_000_000, "WORKERS_MOST_ASSETS"), importer.MaxAssets);
        Assert.Equal(new Limit(4_000_000_000, "WORKERS_MOST_VALUES"), importer.MaxValues);
        Assert.Equal(new Limit(1_000, "WORKERS_MOST_RUNNING_JOBS"), coordinator.MaxRunningJobs);
        Assert.Equal(TimeSpan.FromMinutes(2), coordinator.HeartbeatTimeout);
        Assert.Equal(TimeSpan.FromHours(1), coordinator.QueueTimeout);
        Assert.Equal(new Limit(10_000_000, "WORKERS_MOST_EVENT_ROWS"), calculator.MaxEventRows);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5001")]
    [InlineData("http://*:8080")]
    [InlineData("http://+:8080")]
    [InlineData("http://[::1]:80")]
    public void A_process_can_listen_at(string address) =>
        Assert.Equal(address, Read(WorkersProcess.Exporter, With("WORKERS_HEALTH_URL", address)).HealthUrl);

    [Fact]
    public void Parts_of_seconds_and_days_are_numbers_too()
    {
        var options = Read(WorkersProcess.Coordinator, With("WORKERS_SILENCE_SECONDS", "1.5"));

        Assert.Equal(TimeSpan.FromSeconds(1.5), options.HeartbeatTimeout);
    }

    [Fact]
    public void An_empty_setting_is_not_set()
    {
        Assert.Equal(33_554_432, Read(WorkersProcess.Importer, With("WORKERS_PART_BYTES", "")).BytesPerPart);
        Assert.Null(Read(WorkersProcess.Importer, With("WORKERS_HEALTH_URL", "")).HealthUrl);
    }

    [Fact]
    public void A_process_does_not_ask_for_settings_of_others()
    {
        var settings = With("WORKERS_MOST_ASSETS", "x");
        settings["WORKERS_ICEBOX"] = null;

        Assert.Equal("Host=db;Database=engine", Read(WorkersProcess.Calculator, settings).Engine);
    }

    [Fact]
    public async Task The_exit_code_of_a_process_that_cannot_start_is_1()
    {
        string[] args =
            ["--WORKERS_BROKER=amqp://broker", "--WORKERS_ENGINE=Host=db", "--WORKERS_MOST_EVENT_ROWS=lots"];

        var code = await WorkersHost.RunAsync<EngineDb>(WorkersProcess.Calculator, Database.Engine, args, _ => { });

        Assert.Equal(1, code);
    }

    /// <summary>
    /// Default and property of each row fit its kind; a slip would be found at the start of a process, which is late.
    /// </summary>
    [Theory, MemberData(nameof(Names))]
    public void The_row_is_right_in_itself(string name)
    {
        var (property, setting) = SettingsReader.Table.Single(x => x.Setting.Name == name);

        Assert.StartsWith("WORKERS_", name, StringComparison.Ordinal);
        Assert.False(setting is { Required: true, Default: not null });
        if (setting.Default is { } text)
        {
            Assert.Equal(property.PropertyType, SettingText.Parse(setting, text)!.GetType());
            Assert.True(long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        }
    }

    private static SettingAttribute Row(string name) =>
        SettingsReader.Table.Single(x => x.Setting.Name == name).Setting;

    private static WorkersProcess ProcessOf(string name) => Processes.First(x => Row(name).Processes.HasFlag(x));

    private static Dictionary<string, string?> With(string name, string? value) => new(Enough) { [name] = value };

    private static WorkersOptions Read(WorkersProcess process, Dictionary<string, string?> settings) =>
        SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), process);

    private static IEnumerable<string> Refuse(WorkersProcess process, string name, string? value) =>
        Assert.Throws<OptionsValidationException>(() => Read(process, With(name, value))).Failures;
}
