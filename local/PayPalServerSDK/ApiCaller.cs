using System.Text;
using PaypalServerSdk.Standard.Exceptions;
using PaypalServerSdk.Standard.Http.Client;
using PaypalServerSdk.Standard.Http.Response;

namespace PaypalServerSdk.Standard.Http;

/// <param name="Error">The exception that a controller's error answers become, from its sentence and the answer.</param>
internal sealed record ApiCall(HttpMethod Method, string Path, Func<string, HttpContext, ApiException> Error)
{
    public object? Body { get; init; }
    public IEnumerable<(string Name, string? Value)> Headers { get; init; } = [];
}

internal sealed class ApiCaller(HttpSender sender, AccessTokens tokens)
{
    public async Task<ApiResponse<T>> CallAsync<T>(ApiCall call, CancellationToken cancellationToken)
        where T : class
    {
        var token = await tokens.GetAsync();
        using var content =
            call.Method == HttpMethod.Get
                ? null
                : new StringContent(call.Body is null ? "" : Wire.Write(call.Body), Encoding.UTF8, "application/json");
        var answer = await sender.SendAsync(
            call.Method,
            call.Path,
            content,
            call.Headers.Append(("Authorization", $"Bearer {token}")),
            cancellationToken
        );
        var response = answer.Response;
        return response.StatusCode is >= 200 and <= 208
            ? new(response.StatusCode, response.Headers, Wire.Read<T>(response.Text)!)
            : throw call.Error(Sentence(response.StatusCode), answer);
    }

    private static string Sentence(int status) =>
        status switch
        {
            400 => "Request is not well-formed, syntactically incorrect, or violates schema.",
            401 => "Authentication failed due to missing authorization header, or invalid authentication credentials.",
            403 => "Authorization failed due to insufficient permissions.",
            404 => "The specified resource does not exist.",
            422 =>
                "The requested action could not be performed, semantically incorrect, or failed business validation.",
            500 => "An internal server error has occurred.",
            _ => "The error response.",
        };
}
