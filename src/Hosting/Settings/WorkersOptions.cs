using Workers.Errors;
using static Workers.Hosting.Settings.WorkersProcess;

namespace Workers.Hosting.Settings;

/// <summary>
/// All settings of all processes, each in one row: name, kind, who reads it, meaning, default, range. The table in
/// <c>docs/operations.md</c> is made from here. There are no default secrets.
/// </summary>
/// <remarks>
/// A process reads and checks its own rows at the start (<see cref="SettingsReader"/>); the others stay empty.
/// </remarks>
public sealed class WorkersOptions
{
    private const WorkersProcess Hosts = Importer | Calculator | Exporter | Coordinator;
    private const double Tebibyte = 1L << 40;
    private const double YearOfSeconds = 365 * 86_400;

    [Setting("WORKERS_BROKER", SettingKind.Broker, Hosts | Command, "The broker.", Required = true)]
    public Uri Broker { get; private set; } = null!;

    [Setting("WORKERS_ICEBOX", SettingKind.Database, Importer | Exporter | Command,
        "The icebox: archived hazard, risk models and results.", Required = true)]
    public string Icebox { get; private set; } = null!;

    [Setting("WORKERS_ENGINE", SettingKind.Database, Importer | Calculator | Exporter | Command,
        "The engine database: imported hazard and the work on it.", Required = true)]
    public string Engine { get; private set; } = null!;

    [Setting("WORKERS_JOBS", SettingKind.Database, Coordinator | Command,
        "The jobs database: jobs and their timelines.", Required = true)]
    public string Jobs { get; private set; } = null!;

    [Setting("WORKERS_HEALTH_URL", SettingKind.HttpAddress, Hosts,
        "Where the process shows `/health`. Not set: it listens nowhere.")]
    public string? HealthUrl { get; private set; }

    [Setting("WORKERS_LOG_FILE", SettingKind.File, Hosts,
        "File that the log is appended to in place of standard output. One of 32 MB is followed by another with a "
        + "number, `importer_001.log`; the last 8 are kept.")]
    public string? LogFile { get; private set; }

    [Setting("WORKERS_INBOX_DAYS", SettingKind.Days, Hosts,
        "How long messages are remembered as consumed: longer than any redelivery or replay may take.",
        Default = "30", Least = 1, Most = 3_650)]
    public TimeSpan InboxWindow { get; private set; }

    [Setting("WORKERS_JOB_DAYS", SettingKind.Days, Coordinator,
        "How long jobs that ended are listed, with their timelines; their results stay in the icebox.",
        Default = "365", Least = 1, Most = 36_500)]
    public TimeSpan JobRetention { get; private set; }

    [Setting("WORKERS_PART_BYTES", SettingKind.Number, Importer | Exporter,
        "About how many bytes are copied in one transaction: what is done again after an interruption, at most.",
        Default = "33554432", Least = 1, Most = Tebibyte)]
    public long BytesPerPart { get; private set; }

    [Setting("WORKERS_MOST_ENGINE_BYTES", SettingKind.Limit, Importer,
        "Bytes that the engine database may come to before imports wait for room. Not set: imports never wait.")]
    public Limit? MaxEngineBytes { get; private set; }

    [Setting("WORKERS_MOST_RUNNING_JOBS", SettingKind.Limit, Coordinator,
        "Jobs of an owner that are under way at the same time; jobs without an owner count as of one.",
        Default = "1000")]
    public Limit MaxRunningJobs { get; private set; } = null!;

    [Setting("WORKERS_MOST_ASSETS", SettingKind.Limit, Importer,
        "Assets of the risk model of a job.", Default = "5000000")]
    public Limit MaxAssets { get; private set; } = null!;

    [Setting("WORKERS_MOST_VALUES", SettingKind.Limit, Importer,
        "Hazard values (ground motion values or probabilities) that a job imports.", Default = "4000000000")]
    public Limit MaxValues { get; private set; } = null!;

    [Setting("WORKERS_LIMITS_FILE", SettingKind.File, Coordinator | Importer,
        "JSON file with limits of single owners, which go before the three above: "
        + "`{\"ana\": {\"runningJobs\": 5, \"assets\": 100000, \"values\": 1000000}}`; `\"\"` is no owner.")]
    public string? LimitsFile { get; private set; }

    [Setting("WORKERS_MOST_EVENT_ROWS", SettingKind.Limit, Calculator,
        "Rows by event and aggregation of a loss type; the merge holds them in memory, about 30 bytes each.",
        Default = "10000000")]
    public Limit MaxEventRows { get; private set; } = null!;

    [Setting("WORKERS_SILENCE_SECONDS", SettingKind.Seconds, Coordinator,
        "How long after its last sign of life a step may be silent before its job needs attention.",
        Default = "120", Least = 1, Most = YearOfSeconds)]
    public TimeSpan HeartbeatTimeout { get; private set; }

    [Setting("WORKERS_QUEUE_SECONDS", SettingKind.Seconds, Coordinator,
        "How long a job may wait for a worker before it needs attention.",
        Default = "3600", Least = 1, Most = YearOfSeconds)]
    public TimeSpan QueueTimeout { get; private set; }
}
