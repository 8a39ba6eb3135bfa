using System.Globalization;

namespace AiPromptGen.Support;

/// <summary>Body of <c>POST /support/audit</c>; every member may be left out.</summary>
public sealed record AuditSearch
{
    public string? AccountId { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }
    public string? Status { get; init; }
    public string? Route { get; init; }
    public string? Cursor { get; init; }

    internal static AuditSearch FromQuery(IQueryCollection query) =>
        new()
        {
            AccountId = query["accountId"],
            From = query["from"],
            To = query["to"],
            Status = query["status"],
            Route = query["route"],
            Cursor = query["cursor"],
        };
}

/// <summary>What support asks for, after it was checked.</summary>
internal sealed record AuditQuestion
{
    public static readonly TimeSpan MaxWindow = TimeSpan.FromDays(90);
    public static readonly TimeSpan UsualWindow = TimeSpan.FromDays(7);

    /// <summary>The most characters of a filter: longer than any status with its code, or provider with its model, of ours.</summary>
    private const int MaxCharacters = 200;

    /// <summary>The first year that is accepted, because Table storage holds no time before 1601.</summary>
    private const int FirstYear = 1700;

    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    public required DateTimeOffset From { get; init; }
    public required DateTimeOffset Until { get; init; }
    public AccountId? Account { get; init; }
    public string? Status { get; init; }
    public string? Route { get; init; }

    /// <summary>Which kinds of filter were used, without their values, for the audit row about the question itself.</summary>
    public string Kinds
    {
        get
        {
            string?[] kinds =
            [
                Account is null ? null : "account",
                Status is null ? null : "status",
                Route is null ? null : "route",
            ];
            var used = kinds.OfType<string>().ToList();
            return used.Count == 0 ? "time" : string.Join('+', used);
        }
    }

    /// <exception cref="ProblemException">400: a member is wrong.</exception>
    public static AuditQuestion Read(AuditSearch request, DateTimeOffset now)
    {
        var until = Time(request.To, "to") ?? now;
        var from = Time(request.From, "from") ?? until - UsualWindow;
        if (from >= until || until - from > MaxWindow)
        {
            throw Problems.Invalid("from", "window-invalid", "Before 'to', and by 90 days at most.").ToException();
        }

        if (request.AccountId is { } id && !AccountIds.IsValid(id))
        {
            throw Problems.Invalid("accountId", "account-id-invalid", "The letter a and 32 hex digits.").ToException();
        }

        return new AuditQuestion
        {
            From = from,
            Until = until,
            Account = request.AccountId is { } account ? new AccountId(account) : null,
            Status = Word(request.Status, "status"),
            Route = Word(request.Route, "route"),
        };
    }

    private static DateTimeOffset? Time(string? text, string name)
    {
        if (text is null)
        {
            return null;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return
            DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, Utc, out var time)
            && time.Year >= FirstYear
            ? time
            : throw Problems
                .Invalid(name, "time-invalid", "A day or a time of ISO 8601: 2026-01-31 or 2026-01-31T09:00:00Z.")
                .ToException();
    }

    private static string? Word(string? word, string name) =>
        word is null || (word.Length is >= 1 and <= MaxCharacters && word.All(c => c is > ' ' and <= '~'))
            ? word
            : throw Problems
                .Invalid(name, "word-invalid", $"1 to {MaxCharacters} visible ASCII characters.")
                .ToException();
}
