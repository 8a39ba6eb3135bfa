namespace APIMatic.Core.Types.Sdk;

/// <summary>The base types that the official package has from APIMatic.Core.</summary>
public class CoreRequest
{
    private protected CoreRequest() { }
}

public class CoreResponse
{
    private protected CoreResponse(int statusCode, Dictionary<string, string> headers, string body) =>
        (StatusCode, Headers, Text) = (statusCode, headers, body);

    public int StatusCode { get; }

    public Dictionary<string, string> Headers { get; }

    internal string Text { get; }
}

public class CoreContext<Req, Res>
    where Req : CoreRequest
    where Res : CoreResponse
{
    private protected CoreContext(Res response) => Response = response;

    public Res Response { get; }
}

public class CoreApiResponse<T>(int statusCode, Dictionary<string, string> headers, T data)
{
    public int StatusCode { get; } = statusCode;

    public Dictionary<string, string> Headers { get; } = headers;

    /// <summary>Null, against its type, when the answer had no body.</summary>
    public T Data { get; } = data;
}

public class CoreApiException<Request, Response, Context>(string reason, Context? context) : Exception(reason)
    where Request : CoreRequest
    where Response : CoreResponse
    where Context : CoreContext<Request, Response>
{
    /// <summary>-1 when there was no answer.</summary>
    public int ResponseCode => HttpContext?.Response.StatusCode ?? -1;

    public Context? HttpContext { get; } = context;
}
