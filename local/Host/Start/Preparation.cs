using System.Globalization;
using System.Net;
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
    private readonly LocalHostOptions options;
    private readonly List<IAsyncDisposable?> companions = [];
    private IReadOnlyList<IPEndPoint> addresses = [];

    /// <summary>The Functions host's own, where no setting says otherwise.</summary>
    private long bodyLimit = 104_857_600;

    private Preparation(LocalHostOptions options) => this.options = options;

    /// <summary>Where the app lies, with host.json and local.settings.json.</summary>
    public string Folder => Path.GetDirectoryName(options.App.Location)!;

    public Progress Progress => options.IsForPerson ? Progress.OnConsole : Progress.None;

    public ConfigurationManager Configuration { get; } = new();

    /// <summary>In the leases of the hub's partitions: see <see cref="LocalHostOptions.Instance"/>.</summary>
    public string Instance { get; private set; } = "";

    public string RoutePrefix =>
        (Configuration[$"{LocalConfiguration.HostJson}:extensions:http:routePrefix"] ?? "api").Trim('/');

    /// <summary>Ends when pages of the website may read pictures from a storage emulator that was started for the app.</summary>
    public Task PicturesAllowed { get; private set; } = Task.CompletedTask;

    public static async Task<Preparation> MakeAsync(LocalHostOptions options, CancellationToken cancellationToken)
    {
        var prepared = new Preparation(options);
        try
        {
            await prepared.FillAsync(cancellationToken);
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
        foreach (var companion in companions.OfType<IAsyncDisposable>())
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
        if (options.IsForPerson)
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
    public string[] SettingsOfApp()
    {
        var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var settings = Configuration
            .AsEnumerable()
            .Where(setting => setting.Value is not null)
            .Where(setting => !string.Equals(setting.Value, environment[setting.Key], StringComparison.Ordinal))
            .Where(setting => !setting.Key.StartsWith(LocalConfiguration.HostJson, StringComparison.Ordinal))
            .ToList();
        foreach (var (name, value) in settings.Where(setting => environment[setting.Key] is not null))
        {
            Environment.SetEnvironmentVariable(SettingsFile.Written(name), value);
        }

        return [.. settings.Select(setting => $"--{setting.Key}={setting.Value}")];
    }

    /// <summary>The app listens: tells who must know.</summary>
    public void Tell(Uri address)
    {
        foreach (var payPal in companions.OfType<PayPalSimulator>())
        {
            payPal.Webhooks.Url = SimulatedPayPal.WebhookUrl(address);
        }
    }

    /// <summary>Fails when a storage emulator that was started for the app ends, whatever the reason.</summary>
    public async Task FailWithStorageAsync()
    {
        await (companions.OfType<Azurite>().FirstOrDefault()?.Ended ?? Task.Delay(Timeout.Infinite));
        throw new LocalHostException("The storage emulator has ended, and without it nothing works. Start again.");
    }

    private async Task FillAsync(CancellationToken cancellationToken)
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
        var azurite = await LocalStorage.EnsureAsync(Configuration, Progress, cancellationToken);
        companions.Add(azurite);
        companions.Add(
            await SimulatedAi.EnsureAsync(
                Configuration,
                LocalConfiguration.IsStandInWanted(Configuration, SimulatedAi.Switch),
                TimeProvider.System,
                cancellationToken
            )
        );
        companions.Add(
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
            var others = CrossOrigin.OriginsOf(Configuration);
            PicturesAllowed = PictureOrigins.AllowAsync(
                azurite.ConnectionString,
                others,
                Configuration,
                cancellationToken
            );
        }
    }

    /// <summary>What the Functions host reads, and no app.</summary>
    private void ReadSettingsOfHost()
    {
        Check("FUNCTIONS_WORKER_RUNTIME", value => value is "" or "dotnet-isolated", "must be dotnet-isolated");
        Check(
            "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT",
            value => long.TryParse(value, CultureInfo.InvariantCulture, out bodyLimit) && bodyLimit > 0,
            "must be a number of bytes such as 104857600"
        );
        Check(
            HostLogging.Level,
            value => Enum.TryParse<LogLevel>(value, ignoreCase: true, out _),
            $"must be one of {string.Join(", ", Enum.GetNames<LogLevel>())}"
        );
        addresses = ListenAddresses.Of(Configuration);
        CrossOrigin.OriginsOf(Configuration);
    }

    private void Check(string setting, Predicate<string> isAllowed, string allowed)
    {
        if (Configuration[setting] is { } value && !isAllowed(value))
        {
            throw new LocalHostException($"{setting} {allowed}.");
        }
    }
}
