namespace Workers.Cli.Tests;
public class P { [Fact] public void One_is_one() => Assert.Equal(1, 1); [SkippableFact] public async Task Servers_answer() { var db = await Workers.Tests.Support.TestServers.CreateDatabaseAsync(); var v = await Workers.Tests.Support.TestServers.CreateVirtualHostAsync(); Assert.NotNull(v); Assert.NotNull(db); } }
