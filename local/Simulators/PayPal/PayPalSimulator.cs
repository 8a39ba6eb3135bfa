using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AiPromptGen.Simulators.PayPal;

/// <summary>A server on loopback that speaks PayPal's REST, so that buying can be tried without keys: docs/simulators.md.</summary>
internal sealed class PayPalSimulator : IAsyncDisposable
{
    private const long MostRequestBytes = 1_000_000;

    private readonly WebApplication app;
    private readonly RequestLog log = new();
    private readonly Lock gate = new();
    private readonly Book book;
    private readonly WebhookSender sender;
    private readonly Routes routes;
    private volatile bool down;
    private int answersToLose;

    private PayPalSimulator(WebApplication app, TimeProvider time)
    {
        this.app = app;
        Address = LoopbackServer.AddressOf(app);
        sender = new(Address, time);
        Webhooks = new(time, sender.SendAsync);
        book = new(Address, time, Webhooks.Add);
        var checkout = new Checkout(book);
        var returns = new Returns(book);
        var disputes = new Disputes(book, returns);
        var renewals = new Renewals(book);
        var subscribing = new Subscribing(book, renewals);
        var access = new Access(book);
        routes = new(
            book,
            access,
            checkout,
            returns,
            disputes,
            new Plans(book),
            subscribing,
            new Pages(checkout, subscribing),
            new Controls(book, access, checkout, returns, disputes, renewals, Webhooks),
            sender,
            Webhooks
        );
    }

    public Uri Address { get; }

    /// <summary>The root certificate under which webhooks are signed.</summary>
    public X509Certificate2 Root => sender.Signer.Root;

    public WebhookSigner Signer => sender.Signer;

    public string WebhookId => sender.WebhookId;

    public WebhookOutbox Webhooks { get; }

    public IReadOnlyList<RecordedRequest> Requests => log.All;

    /// <summary>Every request is answered with 503, as by a service that is out.</summary>
    public bool Down
    {
        get => down;
        set => down = value;
    }

    /// <param name="port">The port on 127.0.0.1; 0 for a free one.</param>
    public static async Task<PayPalSimulator> StartAsync(
        int port,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var server = LoopbackServer.Build(port, MostRequestBytes);
        PayPalSimulator? simulator = null;
        try
        {
            // Its own address is known once it listens; nobody else knows it yet.
            server.Run(http => simulator!.HandleAsync(http));
            await server.StartAsync(cancellationToken);
            return simulator = new(server, time);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds a plan. Plans can also be created over REST.</summary>
    /// <param name="unit">DAY, WEEK, MONTH or YEAR.</param>
    /// <param name="product">A subscription changes between plans of one product only.</param>
    /// <param name="change">What else the plan has: a trial, a set-up fee, a tax.</param>
    public void AddPlan(
        string id,
        Amount price,
        string unit,
        string product = "PROD-SIMULATED",
        Func<Plan, Plan>? change = null
    )
    {
        lock (gate)
        {
            var plan = new Plan(id, product, price, unit, Every: 1, TotalCycles: 0);
            book.Plans[id] = change?.Invoke(plan) ?? plan;
        }
    }

    public Plan? FindPlan(string id)
    {
        lock (gate)
        {
            return book.Plans.GetValueOrDefault(id);
        }
    }

    /// <summary>Loses this many of the next answers, after the requests were carried out.</summary>
    public void LoseAnswers(int count) => Volatile.Write(ref answersToLose, count);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await Webhooks.DisposeAsync();
        sender.Dispose();
    }

    private async Task HandleAsync(HttpContext http)
    {
        var recorded = await RecordedRequest.ReadAsync(http.Request, http.RequestAborted);
        var reply = LoopbackServer.IsForThisMachine(http.Request) ? Answer(recorded) : Problems.Forbidden;
        if (IsApiCall(recorded) && Interlocked.Decrement(ref answersToLose) >= 0)
        {
            http.Abort();
            return;
        }

        await reply.SendAsync(http.Response, http.RequestAborted);
    }

    private PayPalReply Answer(RecordedRequest recorded)
    {
        log.Add(recorded);
        if (down)
        {
            return Problems.Unavailable;
        }

        var isForm = recorded.Headers.GetValueOrDefault("Content-Type", "").Contains("form", StringComparison.Ordinal);
        var body = isForm || recorded.Body.Length == 0 ? [] : Json.Parse(recorded.Body);
        if (body is null)
        {
            return Problems.Invalid("MALFORMED_REQUEST_JSON");
        }

        var request = new PayPalRequest(recorded, body, Address);
        try
        {
            lock (gate)
            {
                return routes.To(request).For(request);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            return Problems.Invalid("INVALID_PARAMETER_SYNTAX");
        }
    }

    private static bool IsApiCall(RecordedRequest request) =>
        request.Path.StartsWith("/v", StringComparison.Ordinal)
        && !request.Path.EndsWith("/token", StringComparison.Ordinal);
}
