using System.Reflection;
using AiPromptGen.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker.Core;
using Microsoft.Azure.Functions.Worker.Local;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

public class FunctionsApplicationBuilder : IFunctionsWorkerApplicationBuilder
{
    private const long DefaultBodyLimitBytes = 104_857_600;

    private readonly WebApplicationBuilder web;
    private readonly FunctionCatalog catalog;
    private readonly List<IAsyncDisposable> companions = [];

    /// <summary>Started as the program it is, and not inside a test: only then the website is served and built.</summary>
    private readonly bool isRun;

    internal FunctionsApplicationBuilder(string[] args, Assembly functions, Func<Type, bool> includes)
    {
        web = WebApplication.CreateEmptyBuilder(
            new()
            {
                ApplicationName = functions.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
                EnvironmentName = LocalConfiguration.EnvironmentName,
            }
        );
        LocalConfiguration.AddSources(Configuration, AppContext.BaseDirectory, args);
        catalog = new(functions, includes);
        isRun = functions == Assembly.GetEntryAssembly();
        Configuration["urls"] ??= ListenAddresses.Default;
        ListenAddresses.EnsureFree(Configuration["urls"]!);
        DevelopmentKey.AddTo(Configuration);
        // The app reads its settings before anything can be awaited.
        Keep(
            LocalStorage
                .EnsureAsync(Configuration, TimeProvider.System, CancellationToken.None)
                .GetAwaiter()
                .GetResult()
        );
        Keep(
            LocalSimulators
                .EnsureAsync(Configuration, TimeProvider.System, CancellationToken.None)
                .GetAwaiter()
                .GetResult()
        );
        Keep(
            LocalPayPal.EnsureAsync(Configuration, TimeProvider.System, CancellationToken.None).GetAwaiter().GetResult()
        );
        AddHost();
        foreach (var startup in ExtensionsOf(functions).Where(IsUsed))
        {
            ((WorkerExtensionStartup)Activator.CreateInstance(startup)!).Configure(this);
        }
    }

    public ConfigurationManager Configuration => web.Configuration;

    public IHostEnvironment Environment => web.Environment;

    public ILoggingBuilder Logging => web.Logging;

    public IServiceCollection Services => web.Services;

    public IHost Build()
    {
        var app = web.Build();
        // A WebApplication adds these two by itself; in production nothing stands before the worker's middleware.
        ((IApplicationBuilder)app).Properties["__AuthenticationMiddlewareSet"] = true;
        ((IApplicationBuilder)app).Properties["__AuthorizationMiddlewareSet"] = true;
        if (app.Services.GetService<HttpFunctions>() is { } http)
        {
            CrossOrigin.UseIn(app, Configuration);
            if (isRun)
            {
                LocalSite.UseIn(app, Configuration, AppContext.BaseDirectory, HttpFunctions.PrefixOf(Configuration));
            }

            http.Map(app);
        }
        else if (catalog.Functions.FirstOrDefault(f => HttpFunctions.TriggerOf(f) is not null) is { } function)
        {
            throw new LocalHostException(
                $"Function '{function.Name}' needs builder.ConfigureFunctionsWebApplication()."
            );
        }

        return new LocalHost(app, companions);
    }

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        Services.AddSingleton(middleware);
        return this;
    }

    private void Keep(IAsyncDisposable? companion)
    {
        if (companion is not null)
        {
            companions.Add(companion);
        }
    }

    private void AddHost()
    {
        CrossOrigin.AddTo(Services);
        web.WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = Configuration.GetValue(
                    "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT",
                    DefaultBodyLimitBytes
                );
            });
        web.Host.UseDefaultServiceProvider(options =>
            options.ValidateScopes = options.ValidateOnBuild = Environment.IsDevelopment()
        );
        Logging
            // Standard output carries the one line with the address.
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .AddFilter("Microsoft", LogLevel.Warning)
            // It would log start-up failures with messages and stack traces; they are thrown as well.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        Services.TryAddSingleton(TimeProvider.System);
        Services.AddRouting();
        Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
        Services.AddSingleton(catalog);
        Services.AddSingleton<FunctionInvoker>();
        Services.AddSingleton<IParameterBinder, ContextBinder>();
        Services.AddHostedService<TimerFunctions>();
    }

    private static IEnumerable<Type> ExtensionsOf(Assembly functions) =>
        from name in functions.GetReferencedAssemblies()
        where name.Name!.StartsWith("Local.", StringComparison.Ordinal)
        from attribute in Assembly.Load(name).GetCustomAttributes<WorkerExtensionStartupAttribute>()
        select attribute.StartupType;

    // An extension may start an engine on the storage: only where a function has a binding of it.
    private bool IsUsed(Type startup) =>
        catalog
            .Functions.SelectMany(f => f.Method.GetParameters())
            .SelectMany(p => p.CustomAttributes)
            .Any(a => a.AttributeType.Assembly == startup.Assembly);
}
