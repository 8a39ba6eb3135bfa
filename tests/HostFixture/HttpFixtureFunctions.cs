using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.HostFixture;

public sealed record Parcel(string FullName, int Count);

public sealed class Visits : IDisposable
{
    public Guid Id { get; } = Guid.NewGuid();

    public bool Disposed { get; private set; }

    public void Dispose() => Disposed = true;
}

/// <summary>Lets a test hold a running function and see what it saw.</summary>
public sealed class Gate
{
    public SemaphoreSlim Go { get; } = new(0);

    public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource TokenFired { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource AbortedFired { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

public sealed class HttpFixtureFunctions(Gate gate, Visits visits)
{
    [Function("HttpAction")]
    public IActionResult Action(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "parcels/{id:int}")] HttpRequest request,
        int id
    ) => new OkObjectResult(new Parcel($"{request.Method} number", visits.Disposed ? 0 : id));

    /// <summary>Its route fits those of <see cref="Action"/> as well, and its name comes later.</summary>
    [Function("HttpAnything")]
    public static IActionResult Anything(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "parcels/{what}/{more?}")] HttpRequest request,
        string what
    ) => new ContentResult { Content = $"{request.Method} anything {what}" };

    [Function("HttpOptional")]
    public static Task<IActionResult> OptionalAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "hello/{name?}")] HttpRequest request,
        string? name
    ) =>
        Task.FromResult<IActionResult>(
            new ContentResult { Content = $"hello {name ?? "nobody"}{request.QueryString}" }
        );

    [Function("HttpTyped")]
    public static IResult Typed(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "typed/{key}/{big}/{flag?}")] HttpRequest request,
        Guid key,
        long big,
        bool? flag
    ) => Results.Text(string.Create(CultureInfo.InvariantCulture, $"{request.Path.HasValue} {key} {big} {flag}"));

    [Function("HttpProblem")]
    public static IResult Problem([HttpTrigger(AuthorizationLevel.Anonymous, Route = null)] HttpRequest request) =>
        Results.Problem(statusCode: StatusCodes.Status409Conflict, title: request.Method);

    [Function("HttpRaw")]
    public static async Task<IActionResult> RawAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return new OkObjectResult(body.Length);
    }

    [Function("HttpVoid")]
    public static Task VoidAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        request.HttpContext.Response.StatusCode = StatusCodes.Status418ImATeapot;
        return request.HttpContext.Response.WriteAsync("tea", cancellationToken);
    }

    [Function("HttpPoco")]
    public static Parcel Poco([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        new(request.Method, 1);

    [Function("HttpThrows")]
    public static IActionResult Throws([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        throw new InvalidOperationException($"secret words of {request.Query["who"]}");

    [Function("HttpFile")]
    public static IActionResult File([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        new FileStreamResult(new MemoryStream("a file"u8.ToArray()), "text/plain")
        {
            FileDownloadName = $"{request.Query["name"]}.txt",
        };

    [Function("HttpScope")]
    public IActionResult Scope(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request,
        FunctionContext context
    )
    {
        Visits[] seen =
        [
            visits,
            request.HttpContext.RequestServices.GetRequiredService<Visits>(),
            context.InstanceServices.GetRequiredService<Visits>(),
        ];
        var same = seen.All(v => v.Id == visits.Id && !v.Disposed);
        return new ContentResult { Content = $"{same} {visits.Id}" };
    }

    [Function("HttpEvents")]
    public IResult Events(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return TypedResults.ServerSentEvents(CountAsync(cancellationToken));
    }

    [Function("HttpHang")]
    public async Task HangAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        await using var token = cancellationToken.Register(gate.TokenFired.SetResult);
        await using var aborted = request.HttpContext.RequestAborted.Register(gate.AbortedFired.SetResult);
        gate.Entered.SetResult();
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    private async IAsyncEnumerable<int> CountAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var i = 0; i < 3; i++)
        {
            yield return i;
            await gate.Go.WaitAsync(cancellationToken);
        }
    }
}
