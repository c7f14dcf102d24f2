using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workers.Hosting.Settings;
using Workers.Messaging.Setup;

namespace Workers.Hosting;

/// <summary>Says what a process is made of: its services, what it receives, and the pages it shows.</summary>
public sealed class WorkersHostBuilder<TDb> : MessagingBuilder<TDb> where TDb : DbContext
{
    private readonly List<string> _addresses = [];
    private readonly List<Action<IEndpointRouteBuilder>> _pages = [];

    internal WorkersHostBuilder(IServiceCollection services, WorkersOptions options) : base(services) =>
        Options = options;

    /// <summary>The process's settings.</summary>
    public WorkersOptions Options { get; }

    /// <summary>True if the process shows pages; one that does not listens nowhere.</summary>
    internal bool Listens => _addresses.Count > 0;

    /// <summary>Shows pages.</summary>
    /// <param name="address">Where the process listens for them, <c>http://127.0.0.1:5001</c>.</param>
    /// <param name="map">Maps the pages.</param>
    public WorkersHostBuilder<TDb> Serve(string address, Action<IEndpointRouteBuilder> map)
    {
        _addresses.Add(address);
        _pages.Add(map);
        return this;
    }

    internal void MapPages(WebApplication application)
    {
        foreach (var address in _addresses)
            application.Urls.Add(address);
        foreach (var map in _pages)
            map(application);
    }
}
