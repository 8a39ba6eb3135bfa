using AiPromptGen.Host.Start;
using AiPromptGen.Simulators.PayPal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Local;

/// <summary>The built application and what was started beside it, to be stopped with it.</summary>
internal sealed class LocalHost(WebApplication app, IReadOnlyList<IAsyncDisposable> companions)
    : IHost,
        IAsyncDisposable
{
    public IServiceProvider Services => app.Services;

    /// <summary>The address it listens on, with the real port and the route prefix; known once started.</summary>
    public Uri Address
    {
        get
        {
            var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
            return new($"{addresses.Addresses.First()}/{HttpFunctions.PrefixOf(app.Configuration)}");
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await app.StartAsync(cancellationToken);
        foreach (var payPal in companions.OfType<PayPalSimulator>())
        {
            payPal.Webhooks.Url = LocalPayPal.WebhookUrl(Address);
        }

        await Console.Out.WriteLineAsync($"Listening on {Address}");
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => app.StopAsync(cancellationToken);

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        foreach (var companion in companions)
        {
            await companion.DisposeAsync();
        }
    }
}
