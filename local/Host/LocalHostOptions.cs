using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AiPromptGen.Host;

/// <summary>What the local host runs, and what a test changes about it.</summary>
internal sealed record LocalHostOptions
{
    /// <summary>The Functions app: the assembly with its <c>Main</c>, which lies beside its host.json.</summary>
    public required Assembly App { get; init; }

    /// <summary>Settings as a command line has them, <c>--Section:Name=value</c>. They win over files and environment.</summary>
    public string[] Settings { get; init; } = [];

    /// <summary>Changes the app's services after the app itself has made them.</summary>
    public Action<IServiceCollection>? Build { get; init; }

    /// <summary>Changes the durable engine's services, such as the provider that keeps its hub.</summary>
    public Action<IServiceCollection>? Engine { get; init; }

    /// <summary>
    /// The name of this instance towards others on the same task hub. A host that starts again under its old name goes on at
    /// once; under another one it waits until the leases of the old one have run out. By default the address that it listens
    /// on, or a new name where that is a free port.
    /// </summary>
    public string? Instance { get; init; }

    /// <summary>
    /// A person has started it: the console tells what the start waits for and what the app logs, and the website is served at
    /// <c>/</c>, and built where that is due.
    /// </summary>
    public bool IsForPerson { get; init; }
}
