using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace AiPromptGen.Simulators.PayPal;

/// <summary>Sends events one after another, and again until they are taken. They can be withheld, reordered and repeated.</summary>
internal sealed class WebhookOutbox : IAsyncDisposable
{
    private const int MostAttempts = 25;

    private readonly Channel<Func<Task>> queue = Channel.CreateUnbounded<Func<Task>>();
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private readonly List<Webhook> all = [];
    private readonly TimeProvider time;
    private readonly Func<Uri, Webhook, CancellationToken, Task<bool>> send;
    private readonly Task sending;
    private Uri? url;
    private Predicate<Webhook> holds = _ => false;

    /// <param name="send">Sends a webhook and returns whether the receiver accepted it.</param>
    public WebhookOutbox(TimeProvider time, Func<Uri, Webhook, CancellationToken, Task<bool>> send)
    {
        (this.time, this.send) = (time, send);
        sending = SendAllAsync();
    }

    /// <summary>The receiver, on this machine; null to send nothing.</summary>
    public Uri? Url
    {
        get => url;
        set =>
            url = value is null or { IsLoopback: true }
                ? value
                : throw new ArgumentException("Simulated webhooks stay on this machine.", nameof(value));
    }

    public IReadOnlyList<Webhook> All
    {
        get
        {
            lock (gate)
            {
                return [.. all];
            }
        }
    }

    /// <summary>
    /// The list of all events, delivered or not, newest first
    /// (https://developer.paypal.com/api/webhooks/v1/webhooks-events-list).
    /// </summary>
    public PayPalReply List(PayPalRequest request)
    {
        var since = request.Time("start_time") ?? DateTimeOffset.MinValue;
        var until = request.Time("end_time") ?? DateTimeOffset.MaxValue;
        var size = Math.Clamp(request.Number("page_size") ?? 10, 1, 100);
        var page = Math.Max(request.Number("page") ?? 1, 1);
        var events = All.Select(w => JsonNode.Parse(w.Body)!.AsObject())
            .Where(e => DateTimeOffset.Parse((string)e["create_time"]!, null) is var at && at >= since && at <= until)
            .Reverse()
            .Skip((page - 1) * size)
            .Take(size + 1)
            .ToList();
        var links = new JsonArray();
        if (events.Count > size)
        {
            var next = $"{request.Recorded.Path}?page_size={size}&page={page + 1}";
            next += $"&start_time={Uri.EscapeDataString(Book.Stamp(since))}";
            links.Add(new JsonObject { ["rel"] = "next", ["href"] = new Uri(request.Address, next).AbsoluteUri });
        }

        return new(
            200,
            new JsonObject
            {
                ["events"] = new JsonArray([.. events.Take(size)]),
                ["count"] = Math.Min(events.Count, size),
                ["links"] = links,
            }
        );
    }

    public void Add(JsonObject body)
    {
        var webhook = new Webhook(
            (string)body["id"]!,
            (string)body["event_type"]!,
            Encoding.UTF8.GetBytes(body.ToJsonString())
        );
        lock (gate)
        {
            all.Add(webhook);
            webhook.State = holds(webhook) ? WebhookState.Held : WebhookState.Waiting;
        }

        if (webhook.State is WebhookState.Waiting)
        {
            Enqueue(webhook);
        }
    }

    /// <param name="types">The types of events to hold back; empty for all.</param>
    public void Hold(IReadOnlyList<string> types)
    {
        lock (gate)
        {
            holds = w => types.Count == 0 || types.Contains(w.Type, StringComparer.Ordinal);
        }
    }

    /// <summary>Sends what was held, and holds nothing any more.</summary>
    /// <param name="ids">In this order; none: all, in the order of their time.</param>
    public void Release(IReadOnlyList<string> ids, bool reversed)
    {
        List<Webhook> held;
        lock (gate)
        {
            holds = _ => false;
            held = all.FindAll(w => w.State is WebhookState.Held);
        }

        var chosen =
            ids.Count == 0 ? held : [.. ids.Join(held, id => id, w => w.Id, (_, w) => w, StringComparer.Ordinal)];
        foreach (var webhook in reversed ? Enumerable.Reverse(chosen) : chosen)
        {
            webhook.State = WebhookState.Waiting;
            Enqueue(webhook);
        }
    }

    /// <summary>Sends once more what was sent before.</summary>
    /// <param name="ids">The ids of the events; empty for all.</param>
    public void Repeat(IReadOnlyList<string> ids)
    {
        foreach (var webhook in All.Where(w => ids.Count == 0 || ids.Contains(w.Id, StringComparer.Ordinal)))
        {
            Enqueue(webhook);
        }
    }

    /// <summary>Ends when every event so far was tried at least once.</summary>
    public Task IdleAsync(CancellationToken cancellationToken)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        queue.Writer.TryWrite(() =>
        {
            reached.SetResult();
            return Task.CompletedTask;
        });
        return reached.Task.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        queue.Writer.TryComplete();
        await sending;
        stopping.Dispose();
    }

    private void Enqueue(Webhook webhook) => queue.Writer.TryWrite(() => AttemptAsync(webhook));

    private async Task SendAllAsync()
    {
        await foreach (var next in queue.Reader.ReadAllAsync(CancellationToken.None))
        {
            await next();
        }
    }

    private async Task AttemptAsync(Webhook webhook)
    {
        if (Url is null || stopping.IsCancellationRequested)
        {
            return;
        }

        webhook.Attempts++;
        if (await send(Url, webhook, stopping.Token))
        {
            webhook.State = WebhookState.Delivered;
        }
        else if (webhook.State is not WebhookState.Delivered)
        {
            webhook.State = webhook.Attempts < MostAttempts ? WebhookState.Waiting : WebhookState.Failed;
            if (webhook.State is WebhookState.Waiting)
            {
                _ = RetryAsync(webhook);
            }
        }
    }

    private async Task RetryAsync(Webhook webhook)
    {
        try
        {
            // As many attempts as PayPal makes, but over minutes and not days. The n-th pause is n seconds, at most 30.
            await Task.Delay(TimeSpan.FromSeconds(Math.Min(webhook.Attempts, 30)), time, stopping.Token);
            Enqueue(webhook);
        }
        catch (OperationCanceledException)
        {
            // Stopped: what is waiting stays unsent.
        }
    }
}
