using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Core;
using Microsoft.Azure.Functions.Worker.Local;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly WebApplicationBuilder web;

    internal FunctionsApplicationBuilder(string[] args, Assembly functions, Func<Type, bool> includes)
    {
        web = WebApplication.CreateEmptyBuilder(
            new() { ApplicationName = functions.GetName().Name, ContentRootPath = AppContext.BaseDirectory }
        );
        Configuration.AddEnvironmentVariables().AddCommandLine(args);
        Services.AddSingleton<IFunctionCatalog>(_ => new FunctionCatalog(functions, includes));
        Services.AddSingleton<IFunctionInvoker, FunctionInvoker>();
        foreach (var extension in ExtensionsOf(functions))
        {
            extension.Configure(this);
        }
    }

    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)web).Properties;

    public ConfigurationManager Configuration => web.Configuration;

    public IHostEnvironment Environment => web.Environment;

    public ILoggingBuilder Logging => web.Logging;

    public IMetricsBuilder Metrics => web.Metrics;

    public IServiceCollection Services => web.Services;

    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    public IHost Build()
    {
        Services.TryAddSingleton(TimeProvider.System);
        return web.Build();
    }

    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory,
        Action<TContainerBuilder>? configure = null
    )
        where TContainerBuilder : notnull => ((IHostApplicationBuilder)web).ConfigureContainer(factory, configure);

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        Services.AddSingleton(middleware);
        return this;
    }

    private static IEnumerable<WorkerExtensionStartup> ExtensionsOf(Assembly functions) =>
        from name in functions.GetReferencedAssemblies()
        where name.Name!.StartsWith("Local.", StringComparison.Ordinal)
        from attribute in Assembly.Load(name).GetCustomAttributes<WorkerExtensionStartupAttribute>()
        select (WorkerExtensionStartup)Activator.CreateInstance(attribute.StartupType)!;
}
