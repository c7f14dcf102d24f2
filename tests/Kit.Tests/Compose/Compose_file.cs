using System.Text.RegularExpressions;
using Workers.Kit.Processes;
using Workers.Kit.Servers;
using Workers.Messaging.Topology;
using Workers.Support;
using static Workers.Kit.Tests.Compose.ComposeFile;

namespace Workers.Kit.Tests.Compose;

public partial class Compose_file
{
    private static readonly ComposeFile File = new();

    /// <summary>The keys of the compose specification that we use; a misspelt one is none of them.</summary>
    private static readonly string[] Keys =
        ["image", "build", "command", "entrypoint", "environment", "secrets", "volumes", "networks", "ports",
         "depends_on", "healthcheck", "restart", "init",
         "read_only", "tmpfs", "cap_drop", "security_opt", "profiles", "deploy", "hostname", "shm_size"];

    private static readonly string[] Processes = ["coordinator", "importer", "calculator", "exporter"];

    [Fact]
    public void It_has_the_processes_with_their_servers() =>
        Assert.Superset(
            new HashSet<string>([.. Processes, "broker", "databases", "migrations", "rights"]),
            File.Services.Keys.ToHashSet());

    [Fact]
    public void Its_keys_are_those_of_the_specification()
    {
        Assert.All(
            File.Root.Keys.Where(k => !k.StartsWith("x-", StringComparison.Ordinal)),
            key => Assert.Contains(key, new[] { "name", "services", "networks", "volumes", "secrets" }));
        Assert.All(File.Services.Values, service => Assert.Empty(service.Keys.Except(Keys)));
    }

    [Fact]
    public void Every_variable_is_required_and_none_has_a_default() =>
        Assert.All(Variable().Matches(Text), variable => Assert.StartsWith(":?", variable.Groups[1].Value));

    [Fact]
    public void Steps_may_take_as_long_as_at_the_private_broker()
    {
        var settings = System.IO.File.ReadAllText(Path.Combine(Folder, "broker", "rabbitmq.conf"));
        Assert.Contains($"consumer_timeout = {RabbitServer.ConsumerTimeout.TotalMilliseconds:0}\n", settings);
    }

    [Fact]
    public void Messages_may_be_as_large_as_at_the_private_broker_and_as_the_outbox_thinks()
    {
        var settings = System.IO.File.ReadAllText(Path.Combine(Folder, "broker", "rabbitmq.conf"));
        Assert.Contains($"max_message_size = {RabbitServer.MostMessageBytes}\n", settings);
        Assert.Equal(MessageLimits.Broker, RabbitServer.MostMessageBytes);
    }

    [Fact]
    public void No_password_stands_in_it()
    {
        Assert.All(
            Regex.Matches(Text, "Password=([^;\"\n]*)|://[a-z]+:([^@]*)@"),
            match => Assert.Equal("{password}", match.Groups[1].Value + match.Groups[2].Value));
        Assert.DoesNotContain("guest", Text);
    }

    [Fact]
    public void Secrets_are_files_that_the_script_draws_and_somebody_uses()
    {
        var used = File.Services.Values
            .SelectMany(s => s.TryGetValue("secrets", out var secrets) ? List(secrets) : [])
            .ToHashSet();
        var script = System.IO.File.ReadAllText(Path.Combine(Folder, "secrets"));
        var drawn = Regex.Match(script, "for name in ([a-z ]+);").Groups[1].Value.Split(' ');

        Assert.Equal(File.Secrets.Keys.Order(), used.Order());
        Assert.Equal(File.Secrets.Keys.Order(), drawn.Order());
        Assert.All(File.Secrets, secret => Assert.EndsWith($"}}/{secret.Key}", (string)Map(secret.Value)["file"]!));
    }

    [Fact]
    public void A_process_gets_no_secret_but_its_own() =>
        Assert.All(Processes, process => Assert.Equal([process], List(File.Services[process]["secrets"])));

    [Fact]
    public void Our_containers_can_write_nothing_and_gain_no_rights() =>
        Assert.All([.. Processes, "migrations", "workers"], name =>
        {
            var service = File.Services[name];
            Assert.Equal("true", service["read_only"]);
            Assert.Equal(["ALL"], List(service["cap_drop"]));
            Assert.Equal(["no-new-privileges:true"], List(service["security_opt"]));
        });

    [Fact]
    public void What_is_waited_for_can_come_to_pass() =>
        Assert.All(With("depends_on").SelectMany(service => Map(service["depends_on"])), dependency =>
        {
            var (service, condition) = (File.Services[dependency.Key], Map(dependency.Value)["condition"]);
            if ((string?)condition == "service_healthy") Assert.True(Map(service["healthcheck"]).ContainsKey("test"));
            else Assert.Equal(("service_completed_successfully", "no"), (condition, service["restart"]));
        });

    [Fact]
    public void Files_that_it_mounts_are_there() =>
        Assert.All(
            With("volumes").SelectMany(service => List(service["volumes"])).Where(volume => volume.StartsWith('.')),
            volume => Assert.True(Path.Exists(Path.Combine(Folder, volume.Split(':')[0])), volume));

    [Fact]
    public void Programs_that_it_starts_are_built_into_the_image()
    {
        var dockerfile = System.IO.File.ReadAllText(Path.Combine(Folder, "Dockerfile"));
        var words = With("command").SelectMany(service => List(service["command"]))
            .Concat(With("entrypoint").SelectMany(service => List(service["entrypoint"])));
        var started = words
            .Where(word => word.StartsWith("/app/", StringComparison.Ordinal))
            .Select(word => word.Split('/')[2])
            .ToHashSet();
        var built = Regex.Match(dockerfile, "for project in (.*); do").Groups[1].Value.Split(' ');

        Assert.Equal(["Calculator", "Cli", "Coordinator", "Exporter", "Importer"], started.Order());
        Assert.All(started, project => Assert.Contains(project, built));
        Assert.All(started, project => Assert.True(Directory.Exists(Path.Combine(SharedCases.Root, "src", project))));
        Assert.Contains("\nUSER $APP_UID", dockerfile);
    }

    [SkippableFact]
    public async Task Compose_itself_accepts_it()
    {
        var compose = "/usr/bin/docker-compose";
        Skip.IfNot(System.IO.File.Exists(compose), "docker-compose is not installed");
        var folder = Directory.CreateTempSubdirectory("compose-").FullName;
        var secrets = await ExternalProgram.TryAsync(Path.Combine(Folder, "secrets"), [folder], default);
        Assert.Equal(0, secrets.Exit);
        // Version 1 does not know the key that names the project.
        var copy = Path.Combine(folder, "compose.yaml");
        await System.IO.File.WriteAllLinesAsync(
            copy,
            Text.Split('\n').Where(line => !line.StartsWith("name:", StringComparison.Ordinal)));

        var without = await ExternalProgram.TryAsync(compose, ["-f", copy, "config", "-q"], default);
        var with = await ExternalProgram.TryAsync(
            compose,
            ["-f", copy, "config"],
            default,
            ("WORKERS_SECRETS", folder),
            ("WORKERS_BROKER_PORT", "5672"));

        Assert.NotEqual(0, without.Exit);
        Assert.True(with.Exit == 0, with.Error);
        Assert.Contains($"{folder}/importer", with.Output);
        Directory.Delete(folder, recursive: true);
    }

    private static IEnumerable<IReadOnlyDictionary<string, object?>> With(string key) =>
        File.Services.Values.Where(service => service.ContainsKey(key));

    [GeneratedRegex(@"(?<!\$)\$\{[A-Z_]+([^}]*)\}")]
    private static partial Regex Variable();
}
