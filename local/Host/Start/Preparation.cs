using System.Globalization;
using System.Net;
using AiPromptGen.Host.Start.Storage;
using AiPromptGen.Simulators;
using AiPromptGen.Simulators.PayPal;
using AiPromptGen.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiPromptGen.Host.Start;

/// <summary>What must be there before the app starts: its settings, and what stands in for services that are not set up.</summary>
internal sealed class Preparation : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> companions = [];
    private readonly bool servesSite;
    private IReadOnlyList<IPEndPoint> addresses = [];

    /// <summary>The Functions host's own, where no setting says otherwise.</summary>
    private long bodyLimit = 104_857_600;

    private Preparation(string folder, bool servesSite) => (Folder, this.servesSite) = (folder, servesSite);

    /// <summary>Where the app lies, with host.json and local.settings.json.</summary>
    public string Folder { get; }

    public ConfigurationManager Configuration { get; } = new();

    /// <summary>See <see cref="LocalHostOptions.Instance"/>.</summary>
    public string Instance { get; private set; } = "";

    public string RoutePrefix =>
        (Configuration[$"{LocalConfiguration.HostJson}:extensions:http:routePrefix"] ?? "api").Trim('/');

    /// <summary>Ends when a storage emulator that was started for the app does, whatever the reason.</summary>
    public Task StorageEnded => companions.OfType<Azurite>().FirstOrDefault()?.Ended ?? Task.Delay(Timeout.Infinite);

    /// <summary>Ends when pages of the website may read pictures from a storage emulator that was started for the app.</summary>
    public Task PicturesAllowed { get; private set; } = Task.CompletedTask;

    public static async Task<Preparation> MakeAsync(LocalHostOptions options, CancellationToken cancellationToken)
    {
        var prepared = new Preparation(Path.GetDirectoryName(options.App.Location)!, options.Site);
        try
        {
            await prepared.FillAsync(options, cancellationToken);
            return prepared;
        }
        catch
        {
            await prepared.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var companion in companions)
        {
            await companion.DisposeAsync();
        }
    }

    public void AddServices(IServiceCollection services)
    {
        services.AddCors();
        // ASP.NET would keep them in the home folder, and it warns that they lie there unencrypted; they protect nothing that
        // leaves this machine.
        var keys = Path.Combine(LocalConfiguration.DataFolder(Configuration), "keys");
        services.AddDataProtection().PersistKeysToFileSystem(new(keys));
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
    }

    /// <summary>What stands before the functions.</summary>
    public void UseBeforeFunctions(IApplicationBuilder app)
    {
        CrossOrigin.UseIn(app, Configuration);
        if (servesSite)
        {
            LocalSite.UseIn(app, Configuration, Folder, RoutePrefix);
        }

        WelcomePage.UseIn(app, RoutePrefix);
    }

    public void Listen(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = bodyLimit;
        foreach (var address in addresses)
        {
            kestrel.Listen(address);
        }
    }

    /// <summary>
    /// The settings as the arguments of the app's Main. The worker reads the environment after them, so what differs there is
    /// changed there: the Functions host hands all settings over as environment variables.
    /// </summary>
    public IEnumerable<string> SettingsOfApp()
    {
        var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        foreach (var (name, value) in Configuration.AsEnumerable())
        {
            if (
                value is null
                || string.Equals(environment[name], value, StringComparison.Ordinal)
                || name.StartsWith(LocalConfiguration.HostJson, StringComparison.Ordinal)
            )
            {
                continue;
            }

            if (environment[name] is not null)
            {
                Environment.SetEnvironmentVariable(SettingsFile.Written(name), value);
            }

            yield return $"--{name}={value}";
        }
    }

    /// <summary>The app listens: tells who must know.</summary>
    public void Tell(Uri address)
    {
        foreach (var payPal in companions.OfType<PayPalSimulator>())
        {
            payPal.Webhooks.Url = SimulatedPayPal.WebhookUrl(address);
        }
    }

    private async Task FillAsync(LocalHostOptions options, CancellationToken cancellationToken)
    {
        LocalConfiguration.AddSources(Configuration, Folder, options.Settings);
        ReadSettingsOfHost();
        Instance =
            options.Instance
            ?? (addresses.Any(address => address.Port == 0) ? $"{Guid.NewGuid():n}" : string.Join(' ', addresses));
        if (addresses[0].Port > 0 && LocalConfiguration.IsLocalDevelopment(Configuration))
        {
            // PayPal sends the browser back there; the website's public address would lose a person who tries this out.
            Configuration["Billing:SiteAddress"] ??= $"http://127.0.0.1:{addresses[0].Port}/";
        }

        DevelopmentKey.AddTo(Configuration);
        var azurite = await LocalStorage.EnsureAsync(Configuration, options.Progress, cancellationToken);
        Keep(azurite);
        Keep(
            await SimulatedAi.EnsureAsync(
                Configuration,
                LocalConfiguration.IsStandInWanted(Configuration, SimulatedAi.Switch),
                TimeProvider.System,
                cancellationToken
            )
        );
        Keep(
            await SimulatedPayPal.EnsureAsync(
                Configuration,
                LocalConfiguration.IsStandInWanted(Configuration, SimulatedPayPal.Switch),
                LocalConfiguration.Flag(Configuration, SimulatedPayPal.PaidPlans),
                TimeProvider.System,
                cancellationToken
            )
        );
        if (azurite is not null)
        {
            PicturesAllowed = PictureOrigins.AllowAsync(azurite.ConnectionString, Configuration, cancellationToken);
        }
    }

    /// <summary>What the Functions host reads, and no app.</summary>
    private void ReadSettingsOfHost()
    {
        const string Runtime = "FUNCTIONS_WORKER_RUNTIME";
        const string Limit = "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT";
        if (Configuration[Runtime] is not (null or "" or "dotnet-isolated"))
        {
            throw new LocalHostException($"{Runtime} must be dotnet-isolated.");
        }

        if (
            Configuration[Limit] is { } limit
            && !(long.TryParse(limit, CultureInfo.InvariantCulture, out bodyLimit) && bodyLimit > 0)
        )
        {
            throw new LocalHostException($"{Limit} must be a number of bytes such as 104857600.");
        }

        if (Configuration[HostLogging.Level] is { } level && !Enum.TryParse<LogLevel>(level, ignoreCase: true, out _))
        {
            var levels = string.Join(", ", Enum.GetNames<LogLevel>());
            throw new LocalHostException($"{HostLogging.Level} must be one of {levels}.");
        }

        addresses = ListenAddresses.Of(Configuration);
        CrossOrigin.OriginsOf(Configuration);
    }

    private void Keep(IAsyncDisposable? companion)
    {
        if (companion is not null)
        {
            companions.Add(companion);
        }
    }
}
