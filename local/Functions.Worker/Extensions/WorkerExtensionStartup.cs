namespace Microsoft.Azure.Functions.Worker.Core;

/// <summary>How an extension adds its services; found through <see cref="WorkerExtensionStartupAttribute"/>.</summary>
public abstract class WorkerExtensionStartup
{
    public abstract void Configure(IFunctionsWorkerApplicationBuilder applicationBuilder);
}

[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public class WorkerExtensionStartupAttribute(Type startupType) : Attribute
{
    public Type StartupType { get; } = startupType;
}
